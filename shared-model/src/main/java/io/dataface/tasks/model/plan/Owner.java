package io.dataface.tasks.model.plan;

import java.util.List;
import java.util.Optional;

/// Whom an owner in front matter stands for.
public sealed interface Owner {

    /// A person by slug or alias.
    record Person(PersonPage person) implements Owner {}

    /// A role, and the person its work goes to: who fills it, else its owner.
    record Role(RolePage role, PersonPage person) implements Owner {}

    /// A role that leads to nobody.
    ///
    /// @param reason why, in a sentence
    record Unroutable(RolePage role, String reason) implements Owner {}

    /// Neither a person nor a role.
    ///
    /// @param nearest slugs that look alike, the nearest first
    record Unknown(String raw, List<String> nearest) implements Owner {}

    /// No owner is given.
    record Missing() implements Owner {}

    /// The person that the work goes to.
    default Optional<PersonPage> findPerson() {
        return switch (this) {
            case Person p -> Optional.of(p.person());
            case Role r -> Optional.of(r.person());
            case Unroutable _, Unknown _, Missing _ -> Optional.empty();
        };
    }

    /// What people read: the role's title, the person's name, or the word as written; empty where
    /// none is given.
    default String title() {
        return switch (this) {
            case Person p -> p.person().name();
            case Role r -> r.role().title();
            case Unroutable u -> u.role().title();
            case Unknown u -> u.raw();
            case Missing _ -> "";
        };
    }
}
