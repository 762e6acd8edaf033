package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataface.tasks.cli.invocation.CliException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTests {
    @TempDir Path folder;

    @Test
    void aFolderBecomesItsAbsolutePath() {
        assertThat(Source.parse("--plans", folder + "/../" + folder.getFileName()))
                .isEqualTo(new Source(folder.toString(), true));
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/team/Our_Plan.git, our-plan",
        "git@example.org:team/plan, plan",
        "ssh://example.org/x/plan.git/, plan",
        "host:…, plan"
    })
    void aUrlStaysAsItIsAndNamesAPlan(String url, String slug) {
        Source source = Source.parse("--plans", url);

        assertThat(source).isEqualTo(new Source(url, false));
        assertThat(source.slug()).isEqualTo(slug);
    }

    @Test
    void anythingElseIsRefusedWithTheOption() {
        assertThatThrownBy(() -> Source.parse("--repo", "/no/such/folder"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("--repo /no/such/folder");
    }
}
