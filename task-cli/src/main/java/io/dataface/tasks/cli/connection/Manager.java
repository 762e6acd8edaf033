package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.model.api.DeadLetterView;
import io.dataface.tasks.model.api.DispatchView;
import io.dataface.tasks.model.api.FollowUpRequest;
import io.dataface.tasks.model.api.FollowUpView;
import io.dataface.tasks.model.api.HistoryView;
import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.KickoffRequest;
import io.dataface.tasks.model.api.Page;
import io.dataface.tasks.model.api.PlanView;
import io.dataface.tasks.model.api.QueueEntryView;
import io.dataface.tasks.model.api.QueueView;
import io.dataface.tasks.model.api.ReviewRequest;
import io.dataface.tasks.model.api.StatusView;
import io.dataface.tasks.model.api.TaskView;
import io.dataface.tasks.model.api.WorkerView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// The manager's REST API as the commands use it.
public final class Manager {
    private static final int PAGE = 200;

    private final ManagerClient client;

    private Manager(ManagerClient client) {
        this.client = client;
    }

    /// The manager that this run's settings name.
    public static Manager of(Invocation invocation) {
        return new Manager(ManagerClient.of(invocation));
    }

    /// The plan that was named or that the installation is about; null for the manager's only one.
    public @Nullable String plan() {
        return client.target().plan();
    }

    /// The address of the pages, where known.
    public @Nullable String docs() {
        return client.target().docs();
    }

    public ManagerClient client() {
        return client;
    }

    public List<PlanView> plans() {
        Answer answer = client.send(Call.get("/plans"));
        return answer.as(new TypeReference<Page<PlanView>>() {}).items();
    }

    /// Reads the plan's files now; waits until that is done.
    public PlanView sync(String plan, Duration limit) {
        return client.send(Call.post("/plans/" + encode(plan) + "/sync", null), limit)
                .as(PlanView.class);
    }

    /// All tasks that match, in the manager's order.
    ///
    /// @param filter query parameters of `GET /tasks`
    /// @param limit at most so many
    public List<TaskView> tasks(Map<String, String> filter, int limit) {
        return pages("/tasks", filter, limit, new TypeReference<>() {});
    }

    /// A task by id or slug.
    public TaskView task(String idOrSlug) {
        return client.send(Call.get(path("/tasks/" + encode(idOrSlug)))).as(TaskView.class);
    }

    public List<DispatchView> dispatches(String task) {
        return pages(
                "/tasks/" + encode(task) + "/dispatches",
                Map.of(),
                Integer.MAX_VALUE,
                new TypeReference<>() {});
    }

    public DispatchView dispatch(UUID id) {
        return client.send(Call.get("/dispatches/" + id)).as(DispatchView.class);
    }

    public List<HistoryView> history(UUID dispatch) {
        return pages(
                "/dispatches/" + dispatch + "/history",
                Map.of(),
                Integer.MAX_VALUE,
                new TypeReference<>() {});
    }

    public List<FollowUpView> followUps(String task) {
        return pages(
                "/tasks/" + encode(task) + "/follow-ups",
                Map.of(),
                Integer.MAX_VALUE,
                new TypeReference<>() {});
    }

    public StatusView status() {
        return client.send(Call.get(path("/status"))).as(StatusView.class);
    }

    public KickoffAnswer kickoff(KickoffRequest request) {
        return client.send(Call.post("/kickoffs", request)).as(KickoffAnswer.class);
    }

    public DispatchView retry(String task) {
        return onTask(task, "retry", null).as(DispatchView.class);
    }

    public DispatchView cancel(String task) {
        return onTask(task, "cancel", null).as(DispatchView.class);
    }

    public FollowUpView followUp(String task, FollowUpRequest request) {
        return onTask(task, "follow-ups", request).as(FollowUpView.class);
    }

    /// @param decision accept, reject or complete
    public TaskView review(String task, String decision, ReviewRequest request) {
        return onTask(task, decision, request).as(TaskView.class);
    }

    public QueueView queue() {
        return client.send(Call.get(path("/queue"))).as(QueueView.class);
    }

    public QueueEntryView prioritise(UUID dispatch, String priority) {
        return client.send(Call.patch("/queue/" + dispatch, Map.of("priority", priority)))
                .as(QueueEntryView.class);
    }

    public void takeOut(UUID dispatch) {
        client.send(Call.delete("/queue/" + dispatch));
    }

    public List<DeadLetterView> deadLetters() {
        return pages("/queue/dead", Map.of(), Integer.MAX_VALUE, new TypeReference<>() {});
    }

    /// Publishes it anew; answers what was published.
    public DeadLetterView replay(String deadLetter) {
        return client.send(Call.post("/queue/dead/" + encode(deadLetter) + "/replay", null))
                .as(DeadLetterView.class);
    }

    public void deleteDeadLetter(String deadLetter) {
        client.send(Call.delete("/queue/dead/" + encode(deadLetter)));
    }

    /// @param change pause, resume or stop
    public QueueView changeQueue(String change, @Nullable String reason) {
        Map<String, String> body = reason == null ? Map.of() : Map.of("reason", reason);
        return client.send(Call.post(path("/queue/" + change), body)).as(QueueView.class);
    }

    public List<WorkerView> workers() {
        return pages("/workers", Map.of(), Integer.MAX_VALUE, new TypeReference<>() {});
    }

    public WorkerView drain(String worker) {
        return client.send(Call.post("/workers/" + encode(worker) + "/drain", null))
                .as(WorkerView.class);
    }

    private Answer onTask(String task, String action, @Nullable Object body) {
        return client.send(Call.post(path("/tasks/" + encode(task) + "/" + action), body));
    }

    private <T> List<T> pages(
            String path, Map<String, String> filter, int limit, TypeReference<Page<T>> type) {
        var items = new ArrayList<T>();
        var query = new TreeMap<>(filter);
        query.put("limit", Integer.toString(Math.min(limit, PAGE)));
        String after = null;
        do {
            if (after != null) {
                query.put("after", after);
            }
            Page<T> page = client.send(Call.get(path(path, query))).as(type);
            items.addAll(page.items());
            String next = page.after();
            if (next != null && next.equals(after)) {
                throw new CliException(
                        Exit.FAILURE, "bad_answer", "the manager repeats the same page of " + path);
            }
            after = next;
        } while (after != null && !after.isEmpty() && items.size() < limit);
        return items.size() > limit ? List.copyOf(items.subList(0, limit)) : items;
    }

    private String path(String path) {
        return path(path, Map.of());
    }

    private String path(String path, Map<String, String> query) {
        var all = new TreeMap<>(query);
        String plan = plan();
        if (plan != null) {
            all.put("plan", plan);
        }
        var text = new StringBuilder(path);
        all.forEach(
                (key, value) ->
                        text.append(text.indexOf("?") < 0 ? '?' : '&')
                                .append(key)
                                .append('=')
                                .append(encode(value)));
        return text.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
