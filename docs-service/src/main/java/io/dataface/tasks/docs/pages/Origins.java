package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Addresses;
import io.dataface.tasks.docs.plan.PlanSnapshot;
import io.dataface.tasks.docs.published.PublishedFile;
import io.dataface.tasks.docs.published.PublishedPlan;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says where the text of each page comes from.
@Component
class Origins {

    /// What a repository's own branch is called mostly; the plan's source does not tell.
    private static final String OWN = "main";

    private final OriginSettings settings;

    Origins(OriginSettings settings) {
        this.settings = settings;
    }

    Origin of(PlanSnapshot snapshot, PublishedFile file) {
        PublishedPlan plan = snapshot.published();
        Forge forge = Forge.find(plan.source()).orElse(null);
        String path = plan.folder().isEmpty() ? file.path() : plan.folder() + "/" + file.path();
        String commit = plan.commitId();
        return new Origin(
                file,
                plan.sourceKind().equals("folder") ? plan.source() + "/" + path : path,
                forge != null && commit != null
                        ? forge.source(commit, path)
                        : Urls.file(snapshot, file.path()),
                forge == null || file.commitId() == null ? null : forge.commit(file.commitId()),
                edit(forge, plan, path));
    }

    private @Nullable String edit(@Nullable Forge forge, PublishedPlan plan, String path) {
        String pattern = settings.editUrl();
        if (pattern != null && !pattern.isBlank()) {
            return pattern.replace("{path}", Addresses.encoded(path));
        }
        return forge == null ? null : forge.edit(branch(plan), path);
    }

    private String branch(PublishedPlan plan) {
        String set = settings.editBranch();
        String read = plan.ref();
        return set != null && !set.isBlank() ? set : read == null ? OWN : read;
    }
}
