package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.markdown.Anchors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrameIdsTests {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern ID = Pattern.compile("\\sid=\"([A-Za-z0-9_-]+)");

    /// What stands around an author's text: the layout, the parts of a plan page and of a task's.
    private static final List<String> AROUND_TEXTS = List.of("plan", "run", "log");

    /// Pages without an author's text.
    private static final List<String> ALONE =
            List.of("home.jte", "notFound.jte", "page.jte", "pageHead.jte");

    @Test
    void noHeadingOfAnAuthorHasAnIdOfTheFrame() throws IOException {
        TreeSet<String> ids = new TreeSet<>(ids(TEMPLATES.resolve("layout.jte")));
        ids.addAll(ids(TEMPLATES.resolve("plan/page.jte")));
        for (String folder : AROUND_TEXTS) {
            try (Stream<Path> files = Files.list(TEMPLATES.resolve(folder))) {
                for (Path file : files.toList()) {
                    if (!ALONE.contains(file.getFileName().toString())) {
                        ids.addAll(ids(file));
                    }
                }
            }
        }

        assertThat(ids).contains("main", "foot--keys", "card--graph", "log");
        assertThat(ids).allSatisfy(id -> assertThat(new Anchors().next(id)).isNotEqualTo(id));
    }

    private static List<String> ids(Path template) throws IOException {
        return ID.matcher(Files.readString(template))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
