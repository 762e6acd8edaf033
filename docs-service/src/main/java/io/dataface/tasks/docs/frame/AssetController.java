package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// Serves the static files; under the current hash for a year, under another one unstored.
@Controller
class AssetController {

    private static final CacheControl FOR_A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping(Assets.ROOT + "{hash}/{*name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String hash,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (name.startsWith(Sandbox.FOLDER)) {
            Sandbox.open(request, response);
        }
        return asset(hash, name);
    }

    private ResponseEntity<byte[]> asset(String hash, String name) {
        byte[] bytes =
                assets.find(name.substring(1))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(typeOf(name))
                .cacheControl(assets.isCurrent(hash) ? FOR_A_YEAR : CacheControl.noStore())
                .body(bytes);
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<byte[]> icon() {
        return asset("", "/icon.svg");
    }

    private static MediaType typeOf(String name) {
        if (name.endsWith(".js")) {
            return MediaType.parseMediaType("text/javascript;charset=UTF-8");
        }
        return MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
}
