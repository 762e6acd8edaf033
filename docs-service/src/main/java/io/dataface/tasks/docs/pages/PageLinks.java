package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.markdown.Links;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.PagePaths;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where the links of a page lead: relative ones from its file, as editors and forges read them,
/// else from its address, as the older site did.
record PageLinks(PlanSnapshot snapshot, String path) implements Links {

    @Override
    public Target resolve(String written) {
        if (written.isEmpty()
                || written.startsWith("#")
                || written.startsWith("/")
                || written.matches("(?i)^[a-z][a-z0-9+.-]*:.*")) {
            return new Target(written, true);
        }
        int cut = written.length();
        for (char mark : new char[] {'#', '?'}) {
            int at = written.indexOf(mark);
            cut = at >= 0 && at < cut ? at : cut;
        }
        String rest = written.substring(cut);
        String asked = decoded(written.substring(0, cut));
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return findTarget(folder + asked)
                .or(() -> findTarget(PagePaths.sitePath(path) + asked))
                .map(href -> new Target(href + rest, true))
                .orElse(new Target(written, false));
    }

    private Optional<String> findTarget(String from) {
        Optional<String> resolved = PagePaths.findResolved(from);
        return resolved.flatMap(Site.of(snapshot)::findPage)
                .or(() -> resolved.flatMap(snapshot::findFile).map(file -> file.path()))
                .map(found -> Urls.of(snapshot, found));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
