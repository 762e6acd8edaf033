package io.dataface.tasks.docs.pages;

import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.Owner;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.RolePage;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What belongs to whom.
final class Ownership {

    private Ownership() {}

    /// The tasks of an initiative, in listing order.
    static List<TaskPage> tasks(Plan plan, InitiativePage initiative) {
        return plan.tasks().stream()
                .filter(
                        task ->
                                plan.findInitiative(task)
                                        .filter(found -> found.path().equals(initiative.path()))
                                        .isPresent())
                .toList();
    }

    /// The pages that stand beside an initiative.
    static List<PlanPage> subPages(Plan plan, InitiativePage initiative) {
        return plan.pages().stream()
                .filter(page -> page.sitePath().startsWith(initiative.sitePath()))
                .filter(page -> !page.path().equals(initiative.path()))
                .toList();
    }

    /// The tasks whose work goes to a person, in listing order.
    static List<TaskPage> tasks(Plan plan, PersonPage person) {
        return plan.tasks().stream().filter(task -> isTo(plan, task.owner(), person)).toList();
    }

    /// The tasks that name a role, in listing order.
    static List<TaskPage> tasks(Plan plan, RolePage role) {
        return plan.tasks().stream().filter(task -> names(plan, task.owner(), role)).toList();
    }

    /// The workstreams and initiatives whose work goes to a person.
    static List<Fact.Part> areas(Plan plan, PersonPage person) {
        List<Fact.Part> areas = new ArrayList<>();
        plan.workstreams().stream()
                .filter(page -> isTo(plan, page.owner(), person))
                .forEach(page -> areas.add(part(page)));
        plan.initiatives().stream()
                .filter(page -> isTo(plan, page.owner(), person))
                .forEach(page -> areas.add(part(page)));
        return areas;
    }

    /// The workstreams and initiatives that name a role.
    static List<Fact.Part> areas(Plan plan, RolePage role) {
        List<Fact.Part> areas = new ArrayList<>();
        plan.workstreams().stream()
                .filter(page -> names(plan, page.owner(), role))
                .forEach(page -> areas.add(part(page)));
        plan.initiatives().stream()
                .filter(page -> names(plan, page.owner(), role))
                .forEach(page -> areas.add(part(page)));
        return areas;
    }

    /// The roles that a person fills: those whose work goes to them.
    static List<Fact.Part> filled(Plan plan, PersonPage person) {
        return plan.roles().stream()
                .filter(role -> isTo(plan, role.slug(), person))
                .map(Ownership::part)
                .toList();
    }

    /// The roles that a person answers for while somebody else does the work.
    static List<Fact.Part> answeredFor(Plan plan, PersonPage person) {
        return plan.roles().stream()
                .filter(role -> isTo(plan, role.owner(), person))
                .filter(role -> !isTo(plan, role.slug(), person))
                .map(Ownership::part)
                .toList();
    }

    private static Fact.Part part(PlanPage page) {
        return new Fact.Part(page.title(), Urls.of(page));
    }

    private static boolean isTo(Plan plan, @Nullable String owner, PersonPage person) {
        return plan.resolveOwner(owner)
                .findPerson()
                .filter(found -> found.slug().equals(person.slug()))
                .isPresent();
    }

    private static boolean names(Plan plan, @Nullable String owner, RolePage role) {
        return switch (plan.resolveOwner(owner)) {
            case Owner.Role r -> r.role().slug().equals(role.slug());
            case Owner.Unroutable u -> u.role().slug().equals(role.slug());
            case Owner.Person _, Owner.Unknown _, Owner.Missing _ -> false;
        };
    }
}
