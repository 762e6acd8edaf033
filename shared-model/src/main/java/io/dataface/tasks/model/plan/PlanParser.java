package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.plan.YamlNode.Mapping;
import io.dataface.tasks.model.plan.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads one file of a plan.
public final class PlanParser {

    private PlanParser() {}

    /// Whether a file of this path is a page: markdown, or the plan's `mkdocs.yml`.
    public static boolean isPage(String path) {
        return path.endsWith(".md") || path.equals("mkdocs.yml");
    }

    /// Reads a file; what is wrong with its content becomes problems, never an exception.
    ///
    /// @param path relative to the plan's `tasks/` folder, with `/`
    public static ParsedFile parse(String path, byte[] bytes) {
        if (!isPage(path)) {
            return new ParsedFile(path, null, List.of());
        }
        List<Problem> problems = new ArrayList<>();
        try {
            PlanPage page = page(path, SourceText.decode(bytes).text(), problems);
            boolean broken = problems.stream().anyMatch(Problem::isError);
            return new ParsedFile(path, broken ? null : page, problems);
        } catch (BrokenFileException e) {
            problems.add(e.problem(path));
            return new ParsedFile(path, null, problems);
        }
    }

    private static PlanPage page(String path, String text, List<Problem> problems)
            throws BrokenFileException {
        PageKind kind = PageKind.of(path);
        if (kind instanceof PageKind.Site) {
            return SiteReader.read(path, text, problems);
        }
        FrontMatter front = FrontMatter.locate(text);
        String yaml = text.substring(front.start(), front.end());
        Optional<YamlNode> root =
                YamlReader.read(yaml, FrontMatter.FIRST_LINE, YamlReader.Mode.STRICT);
        Fields fields = new Fields(path, mapping(root), problems);
        return new PageReader(path, text.substring(front.bodyStart()), front.bodyLine(), fields)
                .read(kind);
    }

    static @Nullable Mapping mapping(Optional<YamlNode> root) throws BrokenFileException {
        return switch (root.orElse(null)) {
            case null -> null;
            case Mapping mapping -> mapping;
            case Scalar scalar when scalar.isNull() -> null;
            case YamlNode other ->
                    throw new BrokenFileException(
                            other.mark().line(),
                            other.mark().column(),
                            "yaml-root",
                            "Fields are expected here, one \"name: value\" a line.",
                            "Write the fields, or remove what stands between the two lines.");
        };
    }
}
