package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.installation.Folders;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A small plan about a small code repository, both as git repositories with a bare remote, and
/// an
/// agent to go with them. Made once; what people change in them stays.
///
/// @param folder where they are
record Demo(Path folder) {
    /// Name of the code repository.
    static final String CODE = "lantern";

    private static final String PLAN = "plan";
    private static final String RESOURCES = "/demo/";

    /// Writes what is missing.
    static Demo create(Path folder) throws IOException, InterruptedException {
        Demo demo = new Demo(folder);
        if (!Files.isDirectory(folder)) {
            // Under another name first: half a demo would look like a whole one for ever.
            Path fresh = folder.resolveSibling("demo.new");
            Folders.delete(fresh);
            for (String name : List.of(PLAN, CODE)) {
                writeFiles(name, fresh.resolve(name));
                publish(fresh.resolve(name), fresh.resolve(name + ".git"));
            }
            Files.move(fresh, folder);
        }
        for (String name : List.of(PLAN, CODE)) {
            git(
                    folder.resolve(name),
                    "remote",
                    "set-url",
                    "origin",
                    folder.resolve(name + ".git").toString());
        }
        write("agent.sh", demo.agent());
        return demo;
    }

    Path plan() {
        return folder.resolve(PLAN);
    }

    Path codeRemote() {
        return folder.resolve(CODE + ".git");
    }

    Path agent() {
        return folder.resolve("agent.sh");
    }

    private static void writeFiles(String name, Path target) throws IOException {
        for (String file : files()) {
            if (file.startsWith(name + "/")) {
                write(file, target.resolve(file.substring(name.length() + 1)));
            }
        }
    }

    /// The files of the demo; a jar cannot be listed like a folder, so they stand in a list.
    private static List<String> files() throws IOException {
        try (BufferedReader list =
                new BufferedReader(
                        new InputStreamReader(open("files.txt"), StandardCharsets.UTF_8))) {
            return list.readAllLines();
        }
    }

    private static void write(String resource, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling("."));
        try (InputStream in = open(resource)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        if (resource.endsWith(".sh")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Demo.class.getResourceAsStream(RESOURCES + resource);
        if (in == null) {
            throw new IOException("The demo's file " + resource + " is not in the jar");
        }
        return in;
    }

    private static void publish(Path work, Path bare) throws IOException, InterruptedException {
        git(work, "init", "--quiet", "--initial-branch=main");
        git(work, "add", "--all");
        git(work, "commit", "--quiet", "--message=Begin");
        git(work, "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
        git(work, "remote", "add", "origin", bare.toString());
        git(work, "push", "--quiet", "--set-upstream", "origin", "main");
    }

    private static void git(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.putAll(
                Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_AUTHOR_NAME", "Dataface Tasks demo",
                        "GIT_AUTHOR_EMAIL", "demo@localhost",
                        "GIT_COMMITTER_NAME", "Dataface Tasks demo",
                        "GIT_COMMITTER_EMAIL", "demo@localhost"));
        Process process = start(builder);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new CliException(
                            Exit.FAILURE, "git", String.join(" ", command) + " failed in " + folder)
                    .why(output.strip());
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CliException(Exit.FAILURE, "git", "git cannot be run")
                    .why(e.getMessage())
                    .fix("install git 2.39 or newer")
                    .cause(e);
        }
    }
}
