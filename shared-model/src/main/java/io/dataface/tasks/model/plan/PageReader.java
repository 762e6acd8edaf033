package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.Problem.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes a page of its fields and its body.
final class PageReader {

    private static final Set<String> TASK_FIELDS =
            Set.of(
                    "id",
                    "slug",
                    "title",
                    "status",
                    "priority",
                    "milestone",
                    "initiative",
                    "owner",
                    "depends_on",
                    "completed_by",
                    "completed",
                    "pr_number",
                    "pr_url",
                    "pr_merged_at",
                    "repo",
                    "agent",
                    "touches");

    private final Fields fields;
    private final String path;
    private final String body;
    private final int bodyLine;
    private final Sections sections;

    PageReader(String path, String body, int bodyLine, Fields fields) {
        this.path = path;
        this.body = body;
        this.bodyLine = bodyLine;
        this.fields = fields;
        this.sections = Sections.of(body, bodyLine);
    }

    PlanPage read(PageKind kind) {
        return switch (kind) {
            case PageKind.Task task -> task(task);
            case PageKind.Milestone milestone -> milestone(milestone.name());
            case PageKind.Workstream workstream -> workstream(workstream.folder());
            case PageKind.Initiative initiative -> initiative(initiative);
            case PageKind.Person person -> person(person.name());
            case PageKind.Role role -> role(role.name());
            case PageKind.Free _, PageKind.Site _ -> new FreePage(text(title(stem())));
        };
    }

    private TaskPage task(PageKind.Task place) {
        warnOfMisspellings();
        String slug = place.name();
        String id = id(place);
        PlanStatus status = status();
        Priority priority = priority();
        List<String> dependsOn = fields.list("depends_on");
        List<String> touches = fields.list("touches");
        return new TaskPage(
                text(title(slug)),
                id,
                slug,
                place.workstream(),
                status,
                priority,
                fields.text("milestone"),
                fields.text("initiative"),
                fields.text("owner"),
                dependsOn,
                completion(),
                fields.text("repo"),
                fields.text("agent"),
                touches);
    }

    private String id(PageKind.Task place) {
        String id = fields.text("id");
        if (id == null) {
            id = TaskIds.byDefault(place.workstream(), place.name());
        }
        if (!TaskIds.isValid(id)) {
            fields.error(
                    "id",
                    "task-id-invalid",
                    "\"" + abbreviated(id) + "\" cannot be a task's id.",
                    "Give an id of at most 200 letters, digits, dots, hyphens and underscores.");
        }
        return id;
    }

    private PlanStatus status() {
        String word = fields.text("status", PlanStatus.NOT_STARTED.word());
        PlanStatus status = PlanStatus.findByWord(word).orElse(null);
        if (status == null) {
            fields.error(
                    "status",
                    "status-unknown",
                    "\"" + abbreviated(word) + "\" is no status.",
                    "Write not_started, completed or cancelled.");
            return PlanStatus.NOT_STARTED;
        }
        if (status.isRuntimeWord()) {
            String kickOff =
                    status == PlanStatus.READY ? " It proposes the task for kick-off." : "";
            fields.report(
                    "status",
                    "status-runtime",
                    Severity.HINT,
                    "\"" + word + "\" is runtime state, which lives in the registry." + kickOff,
                    "Write not_started; see what runs with `tasks status`.");
        }
        return status;
    }

    private Priority priority() {
        String word = fields.text("priority", Priority.P2.word());
        return Priority.findByWord(word.toLowerCase(Locale.ROOT))
                .orElseGet(
                        () -> {
                            fields.error(
                                    "priority",
                                    "priority-unknown",
                                    "\"" + abbreviated(word) + "\" is no priority.",
                                    "Write p0, p1, p2 or p3.");
                            return Priority.P2;
                        });
    }

    private Completion completion() {
        Integer number = null;
        String written = fields.text("pr_number");
        if (written != null) {
            String digits = written.startsWith("#") ? written.substring(1) : written;
            boolean valid =
                    !digits.isEmpty()
                            && digits.length() <= 9
                            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            if (valid) {
                number = Integer.valueOf(digits);
            } else {
                fields.error(
                        "pr_number",
                        "pr-number-invalid",
                        "\"" + abbreviated(written) + "\" is no pull request number.",
                        "Write the number alone, such as 733.");
            }
        }
        return new Completion(
                fields.text("completed_by"),
                fields.text("completed"),
                number,
                fields.text("pr_url"),
                fields.text("pr_merged_at"));
    }

    private MilestonePage milestone(String name) {
        String slug = fields.text("slug", name);
        return new MilestonePage(
                text(title(slug)), slug, boxes("Exit criteria"), boxes("KPI targets"));
    }

    private TaskList boxes(String heading) {
        return sections.find(heading)
                .map(s -> TaskList.of(s.text(), s.textLine()))
                .orElse(TaskList.NONE);
    }

    private WorkstreamPage workstream(String folder) {
        var milestones = fields.map("milestones");
        String slug = fields.text("slug", folder);
        return new WorkstreamPage(
                text(title(slug)), slug, folder, fields.text("owner"), milestones);
    }

    private InitiativePage initiative(PageKind.Initiative place) {
        String slug = fields.text("slug", place.name());
        return new InitiativePage(
                text(title(slug)), slug, place.workstream(), fields.text("owner"));
    }

    private PersonPage person(String file) {
        List<String> aliases = fields.list("aliases");
        String slug = fields.text("slug", file);
        String name = fields.text("name", title(slug));
        return new PersonPage(text(name), slug, name, aliases);
    }

    private RolePage role(String name) {
        String slug = fields.text("slug", name);
        return new RolePage(
                text(title(slug)), slug, fields.text("owner"), fields.text("filled_by"));
    }

    private PageText text(String title) {
        return PageText.of(path, title, body, bodyLine, fields.marks(), sections);
    }

    private String title(String otherwise) {
        String title = fields.text("title");
        return title == null ? MarkdownLines.firstHeading(body).orElse(otherwise) : title;
    }

    private String stem() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(0, name.length() - ".md".length());
    }

    private void warnOfMisspellings() {
        for (String name : fields.names()) {
            if (!TASK_FIELDS.contains(name)) {
                List<String> meant = Nearest.of(name, TASK_FIELDS);
                if (!meant.isEmpty()) {
                    fields.report(
                            name,
                            "field-unknown",
                            Severity.WARNING,
                            "\"" + abbreviated(name) + "\" is no field of a task.",
                            "Write " + meant.getFirst() + " if that is meant.");
                }
            }
        }
    }

    private static String abbreviated(String text) {
        return PlainText.summary(text);
    }
}
