package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.markdown.Links;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.model.plan.LinkTarget;
import io.dataface.tasks.model.plan.PlanLinks;
import org.jspecify.annotations.Nullable;

/// Where the links of a page lead on this site.
record PageLinks(PlanSnapshot snapshot, PlanLinks links, String path) implements Links {

    @Override
    public Target resolve(String written) {
        return switch (links.resolve(path, written)) {
            case LinkTarget.Elsewhere elsewhere -> new Target(elsewhere.href(), null);
            case LinkTarget.File file -> new Target(href(written, file), null);
            case LinkTarget.Folder folder ->
                    new Target(Urls.at(folder.site()) + folder.rest(), null);
            case LinkTarget.Broken broken ->
                    new Target(href(written, broken.nearest()), broken.why() + " " + broken.fix());
        };
    }

    private String href(String written, LinkTarget.@Nullable File file) {
        if (file == null || written.isEmpty() || written.startsWith("#")) {
            return written;
        }
        return Urls.of(snapshot, file.path()) + file.rest();
    }
}
