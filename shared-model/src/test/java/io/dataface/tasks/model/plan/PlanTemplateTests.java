package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTemplateTests {

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "O'Neil: \"x\"", "日本", " "})
    void theStartingPlanHasNothingWrongWithIt(String person) {
        SequencedMap<String, String> files = PlanTemplate.files("My: \"plan\" #1", person);
        PlanFixture fixture = PlanFixture.empty();
        files.forEach(fixture::with);
        Plan plan = fixture.plan();
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.site().siteName()).isEqualTo("My: \"plan\" #1");
        assertThat(plan.tasks()).hasSize(1);
        assertThat(plan.resolveOwner(plan.tasks().getFirst().owner()).findPerson()).isPresent();
        assertThat(PlanFixture.rules(PlanChecks.check(plan)))
                .containsOnly("section-placeholder", "section-empty");
    }

    @Test
    void aNewTaskHasAllSectionsAndReadsBack() {
        NewTask task =
                new NewTask(
                        "infra-tooling",
                        "Say: \"hello\" to #1",
                        null,
                        Priority.P1,
                        "m1",
                        null,
                        "dave",
                        List.of("A-1", "other"),
                        null);
        assertThat(TaskTemplate.path(task))
                .isEqualTo("workstreams/infra-tooling/tasks/say-hello-to-1.md");
        ParsedFile file = PlanFixture.parse(TaskTemplate.path(task), TaskTemplate.text(task));
        assertThat(file.problems()).isEmpty();
        assertThat(file.page())
                .isInstanceOfSatisfying(
                        TaskPage.class,
                        page -> {
                            assertThat(page.id())
                                    .isEqualTo("INFRA_TOOLING-SAY_HELLO_TO_1")
                                    .isEqualTo(TaskTemplate.id(task));
                            assertThat(page.title()).isEqualTo(task.title());
                            assertThat(page.dependsOn()).isEqualTo(task.dependsOn());
                            assertThat(page.missingSections()).isEmpty();
                            assertThat(page.sections().all())
                                    .extracting(Sections.Section::heading)
                                    .containsExactly(
                                            "Problem",
                                            "Context",
                                            "Possible Solutions",
                                            "Plan",
                                            "Implementation Progress",
                                            "QA Exploration",
                                            "Review Feedback");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "Hello World, hello-world",
        "'  Größe & Straße -- é  ', grosse-strasse-e",
        "Don't, dont",
        "日本, ''"
    })
    void aSlugHasLettersAndDigitsWithHyphensBetween(String title, String slug) {
        assertThat(TaskTemplate.slug(title)).isEqualTo(slug);
    }

    @Test
    void namesThatLeaveTheFolderAreRefused() {
        assertThatThrownBy(() -> task("../x", "t", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> task("w", "t", "../x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> task("w", "日本", null)).hasMessageContaining("give a slug");
        assertThatThrownBy(() -> task("w", "a\nb", null)).hasMessageContaining("one line");
    }

    private static NewTask task(String workstream, String title, @Nullable String slug) {
        return new NewTask(workstream, title, slug, Priority.P2, null, null, null, List.of(), null);
    }
}
