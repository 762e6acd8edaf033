package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds whom an owner stands for.
final class Team {

    private final Map<String, PersonPage> people = new HashMap<>();
    private final Map<String, RolePage> roles = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    Team(Pages pages, Problems problems) {
        people.putAll(pages.people);
        roles.putAll(pages.roles);
        for (PersonPage person : pages.people.values()) {
            for (int i = 0; i < person.aliases().size(); i++) {
                alias(person, i, problems);
            }
        }
        names.addAll(people.keySet());
        names.addAll(roles.keySet());
        for (RolePage role : pages.roles.values()) {
            report(role, problems);
        }
    }

    private void alias(PersonPage person, int index, Problems problems) {
        String alias = person.aliases().get(index);
        PersonPage other = people.putIfAbsent(alias, person);
        boolean taken = other != null && !other.equals(person) || roles.containsKey(alias);
        if (taken) {
            problems.error(
                    person,
                    "aliases[" + index + "]",
                    "alias-duplicate",
                    "\"" + alias + "\" names someone else already.",
                    "Keep the alias with one of the two.");
        }
    }

    private void report(RolePage role, Problems problems) {
        if (people.containsKey(role.slug())) {
            problems.error(
                    role,
                    "slug",
                    "slug-duplicate",
                    "\"" + role.slug() + "\" is a person's slug or alias too.",
                    "Give the role another slug.");
        }
        unknown(role, "owner", role.owner(), problems);
        unknown(role, "filled_by", role.filledBy(), problems);
        if (role.owner() == null && role.filledBy() == null) {
            problems.warning(
                    role,
                    "slug",
                    "role-unroutable",
                    "Nobody fills the role \"" + role.slug() + "\" and nobody owns it.",
                    "Name a person in filled_by or owner.");
        }
    }

    private void unknown(RolePage role, String field, @Nullable String name, Problems problems) {
        if (name != null && !people.containsKey(name)) {
            List<String> nearest = Nearest.of(name, people.keySet());
            problems.error(
                    role,
                    field,
                    "owner-unknown",
                    "\"" + name + "\" is no person of the team." + Nearest.question(nearest),
                    "Name a person under team/people by slug or alias.");
        }
    }

    Owner resolve(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return new Owner.Missing();
        }
        String name = raw.strip();
        PersonPage person = people.get(name);
        if (person != null) {
            return new Owner.Person(person);
        }
        RolePage role = roles.get(name);
        return role == null ? new Owner.Unknown(name, Nearest.of(name, names)) : route(role);
    }

    private Owner route(RolePage role) {
        String name = role.filledBy() == null ? role.owner() : role.filledBy();
        if (name == null) {
            return new Owner.Unroutable(role, "Nobody fills this role and nobody owns it.");
        }
        PersonPage person = people.get(name);
        return person == null
                ? new Owner.Unroutable(role, "\"" + name + "\" is no person of the team.")
                : new Owner.Role(role, person);
    }
}
