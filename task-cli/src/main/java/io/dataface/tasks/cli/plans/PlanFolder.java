package io.dataface.tasks.cli.plans;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.model.plan.ParsedFile;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// A plan's `tasks/` folder on this machine.
final class PlanFolder {
    private final Path root;

    private PlanFolder(Path root) {
        this.root = root;
    }

    /// The plan in a folder: its `tasks/`, else the folder itself where that holds a plan.
    ///
    /// @throws CliException with exit 3 where there is none
    static PlanFolder in(Path folder) {
        Path below = folder.resolve("tasks");
        if (isPlan(below)) {
            return new PlanFolder(below);
        }
        if (isPlan(folder)) {
            return new PlanFolder(folder);
        }
        String what = Files.isDirectory(folder) ? "no plan in " : "no such folder: ";
        throw new CliException(
                        Exit.NOT_FOUND, "no_plan", what + folder.toAbsolutePath().normalize())
                .why("a plan is a folder tasks/ with workstreams/ or mkdocs.yml in it")
                .fix("write a starting plan: tasks init");
    }

    /// The plan that a file belongs to: the nearest folder above it that holds one.
    static PlanFolder around(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (folder != null && !isPlan(folder)) {
            folder = folder.getParent();
        }
        return folder == null ? in(file.resolveSibling("tasks")) : new PlanFolder(folder);
    }

    private static boolean isPlan(Path folder) {
        return Files.isDirectory(folder.resolve("workstreams"))
                || Files.isRegularFile(folder.resolve("mkdocs.yml"));
    }

    Path root() {
        return root;
    }

    /// All pages, parsed; hidden files and links are left out.
    List<ParsedFile> parse() {
        var files = new ArrayList<ParsedFile>();
        try {
            for (String path : paths()) {
                if (PlanParser.isPage(path)) {
                    files.add(PlanParser.parse(path, Files.readAllBytes(root.resolve(path))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /// The paths of all files, with `/`; hidden files and links are left out.
    List<String> paths() {
        var paths = new ArrayList<String>();
        try {
            Files.walkFileTree(root, visitor(paths));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paths;
    }

    /// The whole plan.
    Plan plan() {
        return Plan.of(parse());
    }

    private SimpleFileVisitor<Path> visitor(List<String> paths) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean hidden = !folder.equals(root) && isHidden(folder);
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    paths.add(root.relativize(file).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}
