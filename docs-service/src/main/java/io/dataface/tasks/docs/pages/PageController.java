package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.plan.PlanSnapshots;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlans;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.docs.published.TaskStates;
import io.dataface.tasks.docs.run.TaskPanels;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.TaskPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// Serves the plan's pages and the files beside them.
@Controller
class PageController {

    private final PlanSnapshots snapshots;
    private final TaskStates states;
    private final PublishedPlans files;
    private final PlanSettings settings;
    private final PageViews views;
    private final TaskPanels panels;

    PageController(
            PlanSnapshots snapshots,
            TaskStates states,
            PublishedPlans files,
            PlanSettings settings,
            PageViews views,
            TaskPanels panels) {
        this.snapshots = snapshots;
        this.states = states;
        this.files = files;
        this.settings = settings;
        this.views = views;
        this.panels = panels;
    }

    @GetMapping({"/", "/docs", "/docs/", "/index.html", "/docs/index.html"})
    ModelAndView home() {
        Optional<PlanSnapshot> snapshot = snapshots.findCurrent();
        if (snapshot.isEmpty()) {
            return new ModelAndView("plan/none", Map.of("planId", settings.planId()));
        }
        return Site.of(snapshot.get())
                .findPage("")
                .map(path -> page(snapshot.get(), path))
                .orElseGet(() -> overview(snapshot.get()));
    }

    @GetMapping("/docs/**")
    Object page(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> asked = Urls.findAsked(request.getRequestURI());
        Optional<PlanSnapshot> snapshot = snapshots.findCurrent();
        if (asked.isEmpty() || snapshot.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Optional<String> path = Site.of(snapshot.get()).findPage(asked.get());
        if (path.isPresent()) {
            return request.getParameter("raw") == null
                    ? page(snapshot.get(), path.get())
                    : file(path.get());
        }
        if (snapshot.get().findFile(asked.get()).isPresent()) {
            return file(asked.get());
        }
        return notFound(snapshot.get(), asked.get(), response);
    }

    private ModelAndView page(PlanSnapshot snapshot, String path) {
        ModelAndView shown = new ModelAndView("plan/page");
        Optional<PlanPage> page = snapshot.findPage(path);
        if (page.isEmpty()) {
            PublishedFile file = snapshot.findFile(path).orElseThrow();
            return shown.addObject("page", views.ofBroken(snapshot, file));
        }
        Map<String, TaskState> now = states.byId(settings.planId());
        shown.addObject("page", views.of(snapshot, page.get(), now));
        if (page.get() instanceof TaskPage task && now.containsKey(task.id())) {
            panels.find(now.get(task.id()).key())
                    .ifPresent(panel -> shown.addObject("panel", panel));
        }
        return shown;
    }

    private ModelAndView overview(PlanSnapshot snapshot) {
        return new ModelAndView(
                "plan/overview",
                Map.of("overview", Overview.of(snapshot, states.byId(settings.planId()))));
    }

    private ResponseEntity<byte[]> file(String path) {
        byte[] bytes =
                files.findBytes(settings.planId(), path)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(PlanFiles.typeOf(path))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .body(bytes);
    }

    private static ModelAndView notFound(
            PlanSnapshot snapshot, String asked, HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        List<Fact.Part> nearest =
                Site.of(snapshot).nearest(asked).stream()
                        .map(path -> new Fact.Part(titleOf(snapshot, path), Urls.ofPath(path)))
                        .toList();
        return new ModelAndView("plan/notFound", Map.of("asked", asked, "nearest", nearest));
    }

    private static String titleOf(PlanSnapshot snapshot, String path) {
        return snapshot.findPage(path).map(PlanPage::title).orElse(path);
    }

    /// The types that a browser may show; everything else is text.
    private static final class PlanFiles {
        private static final Map<String, MediaType> TYPES =
                Map.of(
                        "png", MediaType.IMAGE_PNG,
                        "jpg", MediaType.IMAGE_JPEG,
                        "jpeg", MediaType.IMAGE_JPEG,
                        "gif", MediaType.IMAGE_GIF,
                        "webp", MediaType.parseMediaType("image/webp"),
                        "svg", MediaType.parseMediaType("image/svg+xml"),
                        "pdf", MediaType.APPLICATION_PDF);

        static MediaType typeOf(String path) {
            String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return TYPES.getOrDefault(ending, MediaType.parseMediaType("text/plain;charset=UTF-8"));
        }
    }
}
