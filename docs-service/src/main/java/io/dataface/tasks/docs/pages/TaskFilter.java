package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanStatus;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.Map;

/// Says which tasks a `task_table` shows.
final class TaskFilter {

    private TaskFilter() {}

    static boolean matches(
            Plan plan, TaskPage task, Map<String, String> filters, Map<String, TaskState> states) {
        return filters.entrySet().stream()
                .allMatch(
                        filter ->
                                switch (filter.getKey()) {
                                    case "status" -> status(task, filter.getValue(), states);
                                    case "workstream" ->
                                            task.workstream().equals(filter.getValue());
                                    case "milestone" -> filter.getValue().equals(task.milestone());
                                    case "priority" ->
                                            task.priority().word().equals(filter.getValue());
                                    case "owner" -> owner(plan, task, filter.getValue());
                                    default -> false;
                                });
    }

    // What people see counts: completed in the registry is completed, whatever the file says.
    private static boolean status(TaskPage task, String word, Map<String, TaskState> states) {
        TaskState state = states.get(task.id());
        boolean completed = task.status().isCompleted() || (state != null && state.isCompleted());
        PlanStatus wanted = PlanStatus.findByWord(word).orElse(PlanStatus.NOT_STARTED);
        return wanted.isCompleted() ? completed : !completed && task.status() == wanted;
    }

    private static boolean owner(Plan plan, TaskPage task, String wanted) {
        var person = plan.resolveOwner(wanted).findPerson().map(PersonPage::slug);
        return wanted.equals(task.owner())
                || (person.isPresent()
                        && person.equals(
                                plan.resolveOwner(task.owner())
                                        .findPerson()
                                        .map(PersonPage::slug)));
    }
}
