package io.dataface.tasks.model.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small plan to begin with, and files to put over it.
final class PlanFixture {

    private final Map<String, String> files = new TreeMap<>();

    static PlanFixture empty() {
        return new PlanFixture();
    }

    static PlanFixture small() {
        return new PlanFixture()
                .with(
                        "mkdocs.yml",
                        """
                        site_name: Small Plan
                        theme: {custom: !!python/name:material.thing x, key: !ENV HOME}
                        nav:
                          - Home: README.md
                          - Milestones:
                            - Second: milestones/m2.md
                            - First: milestones/m1.md
                        extra:
                          product: Tasks
                          links: {home: "https://example.org"}
                        """)
                .with("README.md", "# Welcome\n\nHello.\n")
                .with("milestones/m1.md", "---\nslug: m1\ntitle: First\n---\n")
                .with("milestones/m2.md", "---\nslug: m2\ntitle: Second\n---\n")
                .with(
                        "workstreams/infra/index.md",
                        """
                        ---
                        slug: infra
                        title: Infra tooling
                        owner: architect
                        milestones:
                          m1: "One works."
                        ---
                        ## Purpose

                        Own the [tools](x.md).
                        """)
                .with(
                        "team/people/dave.md",
                        "---\nslug: dave\nname: Dave\naliases: [davefowler, dave.fowler]\n---\n")
                .with("team/people/rj.md", "---\nslug: rj\nname: RJ\n---\n")
                .with(
                        "team/roles/architect.md",
                        "---\ntitle: Architect\nowner: rj\nfilled_by: dave\n---\n");
    }

    PlanFixture with(String path, String text) {
        files.put(path, text);
        return this;
    }

    /// A task of the workstream `infra`.
    PlanFixture task(String slug, String... fields) {
        return with(
                "workstreams/infra/tasks/" + slug + ".md",
                "---\n" + String.join("\n", fields) + "\n---\n\n## Problem\n\nFix " + slug + ".\n");
    }

    Plan plan() {
        List<ParsedFile> parsed = new ArrayList<>();
        files.forEach((path, text) -> parsed.add(parse(path, text)));
        return Plan.of(parsed.reversed());
    }

    static ParsedFile parse(String path, String text) {
        return PlanParser.parse(path, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<String> rules(List<Problem> problems) {
        return problems.stream().map(Problem::rule).toList();
    }
}
