package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.view.TaskRefs;
import io.dataface.tasks.manager.view.TaskViews;
import io.dataface.tasks.manager.web.Actor;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.KickoffAnswer.Line;
import io.dataface.tasks.model.api.KickoffRequest;
import io.dataface.tasks.model.api.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Kick-offs: one task, several, or a milestone; dry first if asked.
@RestController
class KickoffController {
    private static final int MOST = 500;

    private final TaskRefs refs;
    private final TaskViews views;
    private final TaskActions actions;
    private final Previews previews;

    KickoffController(TaskRefs refs, TaskViews views, TaskActions actions, Previews previews) {
        this.refs = refs;
        this.views = views;
        this.actions = actions;
        this.previews = previews;
    }

    @PostMapping("/api/v1/kickoffs")
    ResponseEntity<KickoffAnswer> kickOff(@RequestBody KickoffRequest request, Actor actor) {
        var keys = List.copyOf(keys(request));
        boolean dry = Boolean.TRUE.equals(request.dryRun());
        var priority = Priorities.parse(request.priority());
        var outcomes =
                keys.stream()
                        .map(
                                key ->
                                        dry
                                                ? new TaskActions.Kickoff(
                                                        null,
                                                        actions.findWhyNoStart(key).orElse(null))
                                                : actions.kickOff(key, priority, actor.name()))
                        .toList();
        var shown = dry ? previews.of(keys) : Map.<Long, KickoffAnswer.Preview>of();
        var tasks = views.byKeys(keys);
        var lines = new ArrayList<Line>();
        for (int i = 0; i < keys.size(); i++) {
            TaskView task = tasks.get(i);
            var outcome = outcomes.get(i);
            lines.add(
                    new Line(
                            task.id(),
                            task.title(),
                            outcome.dispatch(),
                            outcome.refused(),
                            task.blockers(),
                            shown.get(keys.get(i))));
        }
        return ResponseEntity.status(dry ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new KickoffAnswer(dry, lines));
    }

    private Set<Long> keys(KickoffRequest request) {
        var keys = new LinkedHashSet<Long>();
        String plan = refs.plan(request.plan());
        if (request.tasks() != null) {
            keys.addAll(refs.keys(plan, request.tasks()));
        }
        if (request.milestone() != null) {
            keys.addAll(refs.keysOfMilestone(plan, request.milestone()));
        }
        if (keys.isEmpty()) {
            throw ApiException.unprocessable(
                    "nothing_named",
                    request.milestone() == null
                            ? "name at least one task in \"tasks\", or a \"milestone\""
                            : "milestone \""
                                    + request.milestone()
                                    + "\" has no task that is still to be done");
        }
        if (keys.size() > MOST) {
            throw ApiException.unprocessable(
                    "too_many", "at most " + MOST + " tasks at once; these are " + keys.size());
        }
        return keys;
    }
}
