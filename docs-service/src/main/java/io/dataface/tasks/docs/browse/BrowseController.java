package io.dataface.tasks.docs.browse;

import io.dataface.tasks.docs.frame.Addresses;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.plan.PlanSnapshots;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlan;
import io.dataface.tasks.docs.published.PublishedPlans;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// Serves the plan's files as they are, by their path in the repository.
@Controller
class BrowseController {

    /// Longer files are for git, not for a browser's tab.
    private static final long MOST_BYTES = 5L << 20;

    private final PlanSnapshots snapshots;
    private final PublishedPlans plans;

    BrowseController(PlanSnapshots snapshots, PublishedPlans plans) {
        this.snapshots = snapshots;
        this.plans = plans;
    }

    @GetMapping({"/browse", Addresses.BROWSE + "**"})
    Object browse(HttpServletRequest request) {
        if (request.getRequestURI().equals("/browse")) {
            return moved(Addresses.BROWSE);
        }
        String asked =
                Addresses.findAsked(request.getRequestURI(), Addresses.BROWSE)
                        .orElseThrow(missing(""));
        PlanSnapshot snapshot = snapshots.findCurrent().orElseThrow(missing(asked));
        BrowsedFolder root = BrowsedFolder.root(snapshot);
        if (asked.isEmpty() || asked.endsWith("/")) {
            return new ModelAndView(
                    "browse/folder",
                    Map.of("folder", root.find(asked).orElseThrow(missing(asked))));
        }
        Optional<PublishedFile> file = root.findFile(snapshot, asked);
        if (file.isEmpty() && root.find(asked + "/").isPresent()) {
            return moved(Addresses.BROWSE + Addresses.encoded(asked) + "/");
        }
        return file(request, snapshot.published(), file.orElseThrow(missing(asked)));
    }

    // The bytes are read only where the browser does not have them.
    private ResponseEntity<byte[]> file(
            HttpServletRequest request, PublishedPlan plan, PublishedFile file) {
        var answer =
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .contentType(FileTypes.of(file.path()))
                        .header("Content-Security-Policy", FileTypes.POLICY)
                        .headers(
                                headers -> {
                                    if (plan.commitId() != null) {
                                        headers.set("X-Plan-Commit", plan.commitId());
                                    }
                                });
        String tag = "\"" + file.blob() + "\"";
        if (new ServletWebRequest(request).checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        var found =
                plans.findBytes(plan.id(), file.path(), MOST_BYTES)
                        .orElseThrow(missing(file.path()));
        byte[] bytes = found.bytes();
        if (bytes == null) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "%s has %,d bytes; files of more than %,d are not shown here: use git."
                            .formatted(file.path(), found.size(), MOST_BYTES));
        }
        return answer.eTag(tag).body(bytes);
    }

    private static ResponseEntity<Void> moved(String address) {
        return ResponseEntity.status(HttpStatus.MOVED_PERMANENTLY)
                .location(URI.create(address))
                .build();
    }

    private static Supplier<ResponseStatusException> missing(String asked) {
        return () ->
                new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        asked.isEmpty()
                                ? "Nothing is at this address."
                                : "The plan has no file "
                                        + asked
                                        + ". Only its own files are kept.");
    }
}
