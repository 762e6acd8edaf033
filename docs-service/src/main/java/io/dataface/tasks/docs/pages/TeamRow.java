package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.RolePage;
import java.util.List;
import java.util.Map;

/// A person or role with what belongs to it.
///
/// @param with a person's roles, or who fills the role
/// @param owns workstreams and initiatives
/// @param problem why work for it goes to nobody, or empty
public record TeamRow(
        String title,
        String href,
        List<Fact.Part> with,
        List<Fact.Part> owns,
        Tally tally,
        String problem) {

    public TeamRow {
        with = List.copyOf(with);
        owns = List.copyOf(owns);
    }

    static List<TeamRow> people(Plan plan, List<PersonPage> people, Map<String, TaskState> states) {
        return people.stream()
                .map(
                        person ->
                                new TeamRow(
                                        person.name(),
                                        Urls.of(person),
                                        Ownership.filled(plan, person),
                                        Ownership.areas(plan, person),
                                        Tally.of(Ownership.tasks(plan, person), states),
                                        ""))
                .toList();
    }

    static List<TeamRow> roles(Plan plan, List<RolePage> roles, Map<String, TaskState> states) {
        return roles.stream().map(role -> of(plan, role, states)).toList();
    }

    private static TeamRow of(Plan plan, RolePage role, Map<String, TaskState> states) {
        OwnerView view = OwnerView.of(plan.resolveOwner(role.slug()));
        String person = view.person();
        String problem = view.problem();
        return new TeamRow(
                role.title(),
                Urls.of(role),
                person == null ? List.of() : List.of(new Fact.Part(person, view.personHref())),
                Ownership.areas(plan, role),
                Tally.of(Ownership.tasks(plan, role), states),
                problem == null ? "" : problem);
    }
}
