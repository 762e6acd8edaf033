package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Addresses;
import io.dataface.tasks.docs.frame.Asking;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.plan.PlanSnapshots;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.docs.run.TaskPanel;
import io.dataface.tasks.docs.run.TaskPanels;
import io.dataface.tasks.docs.run.Wording;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.TaskPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// Serves the plan's pages, each at one address; every other way to write it leads there.
@Controller
class PageController {

    private final PlanSnapshots snapshots;
    private final PlanBasis basis;
    private final PlanSettings settings;
    private final PageViews views;
    private final FolderViews folders;
    private final TaskPanels panels;

    PageController(
            PlanSnapshots snapshots,
            PlanBasis basis,
            PlanSettings settings,
            PageViews views,
            FolderViews folders,
            TaskPanels panels) {
        this.snapshots = snapshots;
        this.basis = basis;
        this.settings = settings;
        this.views = views;
        this.folders = folders;
        this.panels = panels;
    }

    /// The plan as of now, and where it stands beside it in the registry.
    @GetMapping("/")
    ModelAndView home(HttpServletRequest request) {
        Optional<PlanSnapshot> found = snapshots.findCurrent();
        if (found.isEmpty()) {
            return none();
        }
        AskedStates now = new AskedStates(basis.now());
        Home home = Home.of(found.get(), now);
        Asking.keepWhile(request, basis.ofHome(found.get(), now));
        return new ModelAndView("plan/home", "home", home);
    }

    @GetMapping({"/index.html", "/docs"})
    ModelAndView root(HttpServletRequest request) {
        return moved(request.getRequestURI().equals("/docs") ? Addresses.DOCS : "/");
    }

    @GetMapping("/docs/**")
    ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
        String asked = asked(request, Addresses.DOCS);
        Optional<PlanSnapshot> found = snapshots.findCurrent();
        if (found.isEmpty()) {
            return none();
        }
        PlanSnapshot snapshot = found.get();
        Optional<Place> place = Site.of(snapshot).find(asked);
        if (place.isEmpty()) {
            return notFound(snapshot, asked, response);
        }
        return switch (place.get()) {
            case Place.Elsewhere e -> moved(e.href());
            case Place.Folder f -> folder(request, snapshot, f.site());
            case Place.Page p when request.getParameter("raw") != null ->
                    moved(Urls.file(snapshot, p.path()));
            case Place.Page p -> page(request, snapshot, p.path());
        };
    }

    /// Where the pages stood before they moved below `/docs/`.
    @GetMapping({
        "/master_plans/**",
        "/plans/**",
        "/tasks/**",
        "/milestones/**",
        "/workstreams/**",
        "/team/**",
        "/guidebook/**"
    })
    ModelAndView formerPage(HttpServletRequest request, HttpServletResponse response) {
        String asked = asked(request, "/");
        Optional<PlanSnapshot> found = snapshots.findCurrent();
        if (found.isEmpty()) {
            return none();
        }
        return Site.of(found.get())
                .find(asked)
                .map(place -> place instanceof Place.Elsewhere e ? e.href() : Urls.at(asked))
                .map(PageController::moved)
                .orElseGet(() -> notFound(found.get(), asked, response));
    }

    private static String asked(HttpServletRequest request, String below) {
        return Addresses.findAsked(request.getRequestURI(), below)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView folder(HttpServletRequest request, PlanSnapshot snapshot, String site) {
        AskedStates now = new AskedStates(basis.now());
        PageView view = folders.of(snapshot, site, now);
        Asking.keepWhile(request, basis.of(snapshot, null, view, now, null));
        return shown(view);
    }

    private ModelAndView page(HttpServletRequest request, PlanSnapshot snapshot, String path) {
        AskedStates now = new AskedStates(basis.now());
        Optional<PlanPage> page = snapshot.findPage(path);
        PageView view =
                page.isPresent()
                        ? views.of(snapshot, page.get(), now)
                        : views.ofBroken(snapshot, snapshot.findFile(path).orElseThrow());
        TaskPanel panel = page.flatMap(found -> findPanel(found, now)).orElse(null);
        Asking.keepWhile(request, basis.of(snapshot, path, view, now, panel));
        ModelAndView shown = shown(view);
        if (panel != null) {
            shown.addObject("panel", panel);
        }
        return shown;
    }

    private Optional<TaskPanel> findPanel(PlanPage page, Map<String, TaskState> now) {
        TaskState state = page instanceof TaskPage task ? now.get(task.id()) : null;
        return state == null ? Optional.empty() : panels.find(state.key());
    }

    private static ModelAndView shown(PageView view) {
        return new ModelAndView("plan/page", "page", view);
    }

    private ModelAndView none() {
        return new ModelAndView("plan/none", "planId", settings.planId());
    }

    private static ModelAndView moved(String address) {
        RedirectView view = new RedirectView(address);
        view.setStatusCode(HttpStatus.MOVED_PERMANENTLY);
        view.setExpandUriTemplateVariables(false);
        return new ModelAndView(view);
    }

    private static ModelAndView notFound(
            PlanSnapshot snapshot, String asked, HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        var view = new ModelAndView("plan/notFound");
        view.addObject("asked", asked);
        view.addObject("nearest", LikelyPages.links(snapshot, asked));
        view.addObject("words", Wording.encode(Titles.ofAddress(asked)));
        return view;
    }
}
