package io.dataface.tasks.model.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.Test;

/// Every example of the CommonMark specification, read by the parser that pages are read with.
class MarkdownSpecTests {

    /// GFM makes links of bare addresses, which plain CommonMark leaves as text.
    private static final Set<String> BARE_ADDRESSES =
            Set.of(
                    "Autolinks example 9",
                    "Autolinks example 13",
                    "Autolinks example 15",
                    "Autolinks example 18",
                    "Autolinks example 19");

    private final HtmlRenderer renderer =
            HtmlRenderer.builder()
                    .extensions(Markdown.extensions())
                    .percentEncodeUrls(true)
                    .build();

    @Test
    void everyExampleIsReadAsTheSpecificationSays() {
        List<Example> examples = ExampleReader.readExamples(TestResources.getSpec());
        Set<String> different = new TreeSet<>();
        for (Example example : examples) {
            String source = example.getSource().replace('→', '\t');
            String wanted = example.getHtml().replace('→', '\t');
            if (!renderer.render(Markdown.parse(source)).equals(wanted)) {
                different.add(name(example));
            }
        }

        assertThat(examples).hasSizeGreaterThan(600);
        assertThat(different).containsExactlyInAnyOrderElementsOf(BARE_ADDRESSES);
    }

    private static String name(Example example) {
        return example.toString().replaceFirst(".*section \"(.*)\" (example \\d+)", "$1 $2");
    }
}
