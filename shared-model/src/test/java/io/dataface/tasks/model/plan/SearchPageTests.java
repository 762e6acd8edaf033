package io.dataface.tasks.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.plan.SearchPage.Section;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPageTests {

    @Test
    void aTaskIsFoundByItsNamesHeadingsAndText() {
        SearchPage found =
                page(
                        "workstreams/infra-tooling/tasks/host-it.md",
                        """
                        ---
                        title: Host it on GCP
                        pr_number: 835
                        ---

                        ## Problem

                        The **dash-board** isn't [hosted](https://x.org/secret-target).

                        ### How `it` fails

                        - [x] Try _this_
                        - and that

                        | Step | Who |
                        | ---- | --- |
                        | one  | Ada |

                        {{ task_table(status="done") }} but `{{ owner() }}` stays

                        ```sh
                        tasks up
                        ```
                        <!-- hidden -->
                        """);
        assertThat(found.kind()).isEqualTo("task");
        assertThat(found.workstream()).isEqualTo("infra-tooling");
        assertThat(found.names())
                .containsExactly(
                        "infra_tooling-host_it",
                        "host-it",
                        "#835",
                        "workstreams/infra-tooling/tasks/host-it");
        assertThat(found.nameWords()).isEqualTo("host it on gcp infra tooling host it host it 835");
        assertThat(found.headingWords()).isEqualTo("problem how it fails");
        assertThat(found.text())
                .isEqualTo(
                        """
                        The dash-board isn't hosted.
                        Try this
                        and that
                        Step · Who
                        one · Ada
                        but {{ owner() }} stays
                        tasks up\
                        """);
        assertThat(found.textWords())
                .isEqualTo(
                        "the dash board isnt hosted try this and that step who one ada but owner"
                                + " stays tasks up");
        assertThat(found.vocabulary()).contains("hosted", "gcp").doesNotContain("835", "it");
    }

    @Test
    void eachHeadingSaysWhereItsTextBegins() {
        SearchPage found =
                page(
                        "guidebook/how.md",
                        """
                        # How to

                        First of all.

                        ## Set `up`

                        Unpack it.

                        ## Set up

                        ### Next

                        Run it.
                        """);
        assertThat(found.sections())
                .containsExactly(
                        new Section(14, "set-up", "Set up"),
                        new Section(25, "set-up-1", "Set up"),
                        new Section(25, "next", "Next"));
        assertThat(found.text().substring(14)).startsWith("Unpack");
        assertThat(found.text().substring(25)).isEqualTo("Run it.");
    }

    @Test
    void eachKindOfPageIsNamed() {
        assertThat(page("milestones/m1.md", "---\nslug: m1\ntitle: One\n---\n").kind())
                .isEqualTo("milestone");
        assertThat(page("team/people/ada.md", "---\nname: Ada\naliases: [Lady A]\n---\n").names())
                .contains("ada", "lady a");
        SearchPage guide = page("guidebook/how/index.md", "# How\n\nText.\n");
        assertThat(guide.kind()).isEqualTo("page");
        assertThat(guide.names()).containsExactly("guidebook/how");
        assertThat(SearchPage.findOf(parsed("mkdocs.yml", "site_name: x\n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Über-Müller's|uber mullers",
                "FOO_bar.baz/qux|foo bar baz qux",
                "v1.0 – 日本|v1 0 日本",
                "  ...  |''",
                "don’t|dont",
            })
    void wordsAreFoldedTheSameWayForIndexAndQuestion(String text, String words) {
        assertThat(SearchWords.folded(text, 1000)).isEqualTo(words);
        assertThat(String.join(" ", SearchWords.asked(text, 8))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "835, #835",
        "#835, #835",
        "PR #835, #835",
        "pr835, #835",
        "https://github.com/a/b/pull/835/files, #835",
        "task/host-it, host-it",
        "HOST-IT, host-it",
        "http://localhost:8005/docs/workstreams/a/tasks/host-it/, workstreams/a/tasks/host-it",
        "tasks/milestones/m1.md, milestones/m1",
    })
    void whatPeoplePasteNamesAPageExactly(String asked, String name) {
        assertThat(SearchPage.exact(asked)).contains(name);
    }

    @Test
    void wordsThatAreNoPullRequestNameNone() {
        assertThat(SearchPage.findPullRequest("top 835 rows")).isEmpty();
        assertThat(SearchPage.findPullRequest("12345678901")).isEmpty();
    }

    @Test
    void aHugePageIsCutToWhatADatabaseTakes() {
        SearchPage huge = page("guidebook/huge.md", "# Huge\n\n" + "日本語の 文章 𝒳 ".repeat(30_000));
        assertThat(huge.text().length()).isLessThanOrEqualTo(200_000);
        assertThat(huge.textWords().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(256 * 1024);
    }

    private static SearchPage page(String path, String text) {
        return SearchPage.findOf(parsed(path, text)).orElseThrow();
    }

    private static PlanPage parsed(String path, String text) {
        return Objects.requireNonNull(
                PlanParser.parse(path, text.getBytes(StandardCharsets.UTF_8)).page());
    }
}
