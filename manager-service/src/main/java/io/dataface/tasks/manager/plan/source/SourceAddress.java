package io.dataface.tasks.manager.plan.source;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `tasks.plan.source` names.
///
/// @param text as configured
/// @param git whether it is a git URL rather than a folder
public record SourceAddress(String text, boolean git) {
    private static final Pattern URL =
            Pattern.compile("(https?|ssh|git|file)://.+|[\\w.-]+@[\\w.-]+:(?!/).+");

    /// A URL, an scp-like address or a local path ending in `.git` is git; all else is a folder.
    public static SourceAddress parse(String source) {
        String text = source.strip();
        return new SourceAddress(text, URL.matcher(text).matches() || text.endsWith(".git"));
    }

    /// For people: without what stands before the `@` of a URL.
    public String shown() {
        return git ? Git.masked(text) : Path.of(text).toAbsolutePath().normalize().toString();
    }

    /// The word for it in the registry.
    public String kind() {
        return git ? "git" : "folder";
    }

    /// Opens it.
    ///
    /// @param clone folder for the bare clone of a git URL
    /// @param hints of a local plan's folders
    public PlanSource open(@Nullable String ref, Path clone, FolderHints hints) {
        return git ? new GitSource(text, ref, clone) : new FolderSource(Path.of(text), hints);
    }
}
