package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Leads to the console's own pages from their addresses with a closing slash, as plan pages have
/// one.
@Controller
class SlashedAddresses {

    @GetMapping({
        "/status/",
        "/workers/",
        "/search/",
        "/activity/",
        "/kickoff/",
        "/docs/-/problems/"
    })
    ResponseEntity<Void> moved(HttpServletRequest request) {
        String path = request.getRequestURI().replaceFirst("/+$", "");
        String query = request.getQueryString();
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(URI.create(query == null ? path : path + "?" + query))
                .build();
    }
}
