package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.FreePage;
import io.dataface.tasks.model.plan.InitiativePage;
import io.dataface.tasks.model.plan.MilestonePage;
import io.dataface.tasks.model.plan.PersonPage;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.RolePage;
import io.dataface.tasks.model.plan.SitePage;
import io.dataface.tasks.model.plan.TaskPage;
import io.dataface.tasks.model.plan.WorkstreamPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known about the thing that a page is about.
public record FactCard(String heading, List<Fact> facts) {

    public FactCard {
        facts = List.copyOf(facts);
    }

    /// The card of a page, null where there is nothing to say.
    static @Nullable FactCard of(
            PlanSnapshot snapshot, PlanPage page, Map<String, TaskState> states) {
        Plan plan = snapshot.plan();
        FactCard card =
                switch (page) {
                    case TaskPage task ->
                            new FactCard(
                                    "Task", TaskHead.facts(snapshot, task, states.get(task.id())));
                    case PersonPage person -> new FactCard("Person", person(plan, person));
                    case RolePage role -> new FactCard("Role", role(plan, role));
                    case InitiativePage initiative ->
                            new FactCard("Initiative", initiative(plan, initiative));
                    case WorkstreamPage _, MilestonePage _, FreePage _, SitePage _ -> null;
                };
        return card == null || card.facts().isEmpty() ? null : card;
    }

    private static List<Fact> person(Plan plan, PersonPage person) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.code("Name in plans", person.slug()));
        if (!person.aliases().isEmpty()) {
            facts.add(Fact.text("Also", String.join(", ", person.aliases())));
        }
        addLinks(facts, "Does", Ownership.filled(plan, person));
        addLinks(facts, "Answers for", Ownership.answeredFor(plan, person));
        addLinks(facts, "Owns", Ownership.areas(plan, person));
        return facts;
    }

    private static List<Fact> role(Plan plan, RolePage role) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.code("Name in plans", role.slug()));
        add(facts, "Accountable", OwnerView.of(plan.resolveOwner(role.owner())));
        add(facts, "Filled by", OwnerView.of(plan.resolveOwner(role.filledBy())));
        String problem = OwnerView.of(plan.resolveOwner(role.slug())).problem();
        if (problem != null) {
            facts.add(Fact.text("Problem", problem));
        }
        addLinks(facts, "Owns", Ownership.areas(plan, role));
        return facts;
    }

    private static List<Fact> initiative(Plan plan, InitiativePage initiative) {
        List<Fact> facts = new ArrayList<>();
        plan.findWorkstream(initiative.workstream())
                .ifPresent(page -> facts.add(Fact.link("Workstream", page.title(), Urls.of(page))));
        add(facts, "Owner", OwnerView.of(plan.resolveOwner(initiative.owner())));
        return facts;
    }

    private static void add(List<Fact> facts, String name, OwnerView owner) {
        if (!owner.title().isEmpty()) {
            facts.add(Fact.owner(name, owner));
        }
    }

    private static void addLinks(List<Fact> facts, String name, List<Fact.Part> links) {
        if (!links.isEmpty()) {
            facts.add(Fact.links(name, links));
        }
    }
}
