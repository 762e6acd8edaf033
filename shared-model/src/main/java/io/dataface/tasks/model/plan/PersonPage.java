package io.dataface.tasks.model.plan;

import java.util.List;

/// A person of the team; the aliases collapse to the slug everywhere.
public record PersonPage(PageText text, String slug, String name, List<String> aliases)
        implements PlanPage {

    public PersonPage {
        aliases = List.copyOf(aliases);
    }
}
