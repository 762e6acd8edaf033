package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/plans.git",
                "https://github.com/acme/plans",
                "git@github.com:acme/plans.git",
                "github.com:acme/plans.git",
                "ssh://git@github.com:22/acme/plans.git"
            })
    void everyWayToWriteARepositoryLeadsToItsPages(String source) {
        Forge forge = Forge.find(source).orElseThrow();

        assertThat(forge.source("abc", "tasks/a b.md"))
                .isEqualTo("https://github.com/acme/plans/blob/abc/tasks/a%20b.md");
        assertThat(forge.commit("abc")).isEqualTo("https://github.com/acme/plans/commit/abc");
        assertThat(forge.edit("main", "tasks/x.md"))
                .isEqualTo("https://github.com/acme/plans/edit/main/tasks/x.md");
    }

    @Test
    void eachForgeWritesItsOwnWay() {
        assertThat(Forge.find("https://gitlab.acme.example/a/b/c.git").orElseThrow())
                .satisfies(f -> assertThat(f.source("1", "x")).endsWith("/a/b/c/-/blob/1/x"));
        assertThat(Forge.find("https://codeberg.org/a/b").orElseThrow())
                .satisfies(f -> assertThat(f.edit("main", "x")).endsWith("/a/b/_edit/main/x"));
        assertThat(Forge.find("https://bitbucket.org/a/b").orElseThrow())
                .satisfies(f -> assertThat(f.edit("main", "x")).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home/ada/plans",
                "/srv/github.com/acme/plans.git",
                "https://git.acme.example/plans.git",
                "file:///srv/plans.git",
                "https://evilgithub.com/a/b"
            })
    void whatIsNoKnownForgeHasNoPages(String source) {
        assertThat(Forge.find(source)).isEmpty();
    }
}
