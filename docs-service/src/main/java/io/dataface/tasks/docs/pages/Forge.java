package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Addresses;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The web pages of a repository at a forge whose addresses are known.
///
/// @param base address of the repository's page
record Forge(Kind kind, String base) {

    private static final Pattern URL =
            Pattern.compile(
                    "(?:(?:https?|ssh|git)://)?(?:[^@/]*@)?([a-zA-Z0-9.-]+)(?::\\d+)?[:/]"
                            + "([^:?#\\s]+?)(?:\\.git)?/?");

    /// How a forge writes its addresses.
    ///
    /// @param edit null where files cannot be edited in the browser by an address
    enum Kind {
        GITHUB("/blob/%s/%s", "/commit/%s", "/edit/%s/%s"),
        GITLAB("/-/blob/%s/%s", "/-/commit/%s", "/-/edit/%s/%s"),
        GITEA("/src/commit/%s/%s", "/commit/%s", "/_edit/%s/%s"),
        BITBUCKET("/src/%s/%s", "/commits/%s", null);

        private final String source;
        private final String commit;
        private final @Nullable String edit;

        Kind(String source, String commit, @Nullable String edit) {
            this.source = source;
            this.commit = commit;
            this.edit = edit;
        }

        static Optional<Kind> find(String host) {
            String name = host.toLowerCase(Locale.ROOT);
            return name.startsWith("github.")
                    ? Optional.of(GITHUB)
                    : name.startsWith("gitlab.")
                            ? Optional.of(GITLAB)
                            : name.equals("codeberg.org") || name.startsWith("gitea.")
                                    ? Optional.of(GITEA)
                                    : name.equals("bitbucket.org")
                                            ? Optional.of(BITBUCKET)
                                            : Optional.empty();
        }
    }

    /// The forge of a git URL, nothing for a folder or an unknown host.
    static Optional<Forge> find(String source) {
        Matcher url = URL.matcher(source);
        return url.matches()
                ? Kind.find(url.group(1))
                        .map(
                                kind ->
                                        new Forge(
                                                kind,
                                                "https://" + url.group(1) + "/" + url.group(2)))
                : Optional.empty();
    }

    /// A file at a commit.
    String source(String commit, String path) {
        return base + kind.source.formatted(commit, Addresses.encoded(path));
    }

    String commit(String commit) {
        return base + kind.commit.formatted(commit);
    }

    /// A file's editor, null where the forge has no address for it.
    @Nullable String edit(String branch, String path) {
        return kind.edit == null
                ? null
                : base + kind.edit.formatted(Addresses.encoded(branch), Addresses.encoded(path));
    }
}
