package io.dataface.tasks.worker.workspace;

import io.dataface.tasks.model.worker.Grant.Target;
import io.dataface.tasks.worker.git.Git;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// All targets' repositories and all tasks' workspaces of this worker.
public final class Repositories {
    private final Git git;
    private final Path data;
    private final ConcurrentMap<Path, Repository> repositories = new ConcurrentHashMap<>();

    /// @param data folder that holds `repositories` and `workspaces`
    public Repositories(Git git, Path data) {
        this.git = git;
        this.data = data;
    }

    /// The worker's repository of a target.
    ///
    /// @throws IllegalArgumentException if its URL could be taken for something else
    public Repository of(Target target) {
        if (target.url().isBlank() || target.url().startsWith("-")) {
            throw new IllegalArgumentException("This is no repository URL: " + target.url());
        }
        var folder = Names.folder(target.name(), target.url()) + ".git";
        return repositories.computeIfAbsent(
                data.resolve("repositories").resolve(folder),
                path -> new Repository(git, path, target));
    }

    /// The workspace of a task; it may not exist yet.
    public Workspace workspace(
            Repository repository, String planId, String taskId, String slug, String branch) {
        var name = Names.folder(slug, planId + "\n" + taskId + "\n" + branch);
        var folder = data.resolve("workspaces").resolve(repository.folder().getFileName());
        return new Workspace(git, repository, folder.resolve(name), branch);
    }
}
