package io.dataface.tasks.cli.doctor;

import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.InstallationLock;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.installation.Programs;
import io.dataface.tasks.cli.installation.Programs.Answer;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.postgres.PostgresUser;
import io.dataface.tasks.cli.up.CommandLineWords;
import io.dataface.tasks.cli.up.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The checks, one method each. None of them changes anything.
final class Checks {
    private static final int JDK = 25;
    private static final Pattern GIT_VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*");
    private static final int GIT_MAJOR = 2;
    private static final int GIT_MINOR = 39;
    private static final long GIBIBYTE = 1L << 30;
    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(10);
    private static final Duration REMOTE_LIMIT = Duration.ofSeconds(20);

    /// The services' git reads no settings of the person's: what works only with those, such as a
    /// credential helper, must not count as reachable.
    static final Map<String, String> LIKE_THE_SERVICES =
            Map.of(
                    "GIT_CONFIG_GLOBAL",
                    "/dev/null",
                    "GIT_CONFIG_NOSYSTEM",
                    "1",
                    "GIT_ASKPASS",
                    "true",
                    "GIT_TERMINAL_PROMPT",
                    "0",
                    "GIT_SSH_COMMAND",
                    "ssh -o BatchMode=yes -o ConnectTimeout=10");

    private final String path;

    Checks(String path) {
        this.path = path;
    }

    Finding jdk() {
        String found = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= JDK
                ? Finding.ok("JDK", found)
                : Finding.fail("JDK", found, "install a JDK of version 25 or newer, set JAVA_HOME");
    }

    Finding maven() {
        return Programs.find("mvn", path)
                .map(mvn -> Finding.ok("Maven", mvn.toString()))
                .orElseGet(
                        () ->
                                Finding.warn(
                                        "Maven",
                                        "no mvn on the PATH: nothing can be built",
                                        "install Maven 3.8.7 or newer"));
    }

    Finding git() throws IOException, InterruptedException {
        String fix = "install git 2.39 or newer";
        Optional<Answer> answer =
                Programs.run(PROGRAM_LIMIT, Map.of(), List.of("git", "--version"));
        if (answer.isEmpty()) {
            return Finding.fail("git", "no git on the PATH", fix);
        }
        String said = answer.get().output();
        Matcher version = GIT_VERSION.matcher(said);
        if (!version.matches()) {
            return Finding.warn("git", "unknown version: " + said, fix);
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        boolean recent = major > GIT_MAJOR || (major == GIT_MAJOR && minor >= GIT_MINOR);
        return recent ? Finding.ok("git", said) : Finding.fail("git", said, fix);
    }

    Finding built(Path home) {
        List<String> missing =
                List.of("manager-service", "dispatch-worker", "docs-service").stream()
                        .filter(
                                module ->
                                        !Files.exists(
                                                home.resolve(
                                                        module + "/target/" + module + ".jar")))
                        .toList();
        return missing.isEmpty()
                ? Finding.ok("built", "all modules in " + home)
                : Finding.fail(
                        "built",
                        "missing: " + String.join(", ", missing),
                        "run it as ./tasks doctor, which builds them, or: mvn -DskipTests package");
    }

    Finding postgres() throws IOException, InterruptedException {
        try {
            PostgresUser.detect();
            return Finding.ok("Postgres", "can run as this user");
        } catch (CliException problem) {
            return Finding.fail(
                    "Postgres",
                    problem.message() + ": " + problem.why(),
                    String.valueOf(problem.fix()));
        }
    }

    Finding port(int port, String flag, DataFolder data) {
        String check = "port " + port;
        if (Ports.isFree(port)) {
            return Finding.ok(check, "free");
        }
        return InstallationLock.isHeld(data)
                ? Finding.ok(check, "in use while the installation in " + data.root() + " runs")
                : Finding.fail(check, "taken by another program", "tasks up " + flag + " <port>");
    }

    Finding disk(DataFolder data) throws IOException {
        Path folder = data.root();
        while (!Files.exists(folder)) {
            folder = folder.resolveSibling("..").normalize();
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        String found = "%.1f GiB free for %s".formatted((double) free / GIBIBYTE, data.root());
        String fix = "free some space, or name another place with --data";
        if (free < GIBIBYTE / 2) {
            return Finding.fail("disk", found, fix);
        }
        return free < 2 * GIBIBYTE ? Finding.warn("disk", found, fix) : Finding.ok("disk", found);
    }

    Finding agent(String commandLine) {
        List<String> words = CommandLineWords.split(commandLine);
        String program = words.isEmpty() ? "" : words.getFirst();
        return Programs.find(program, path)
                .map(file -> Finding.ok("agent", file.toString()))
                .orElseGet(
                        () ->
                                Finding.fail(
                                        "agent",
                                        "no program " + program + " on the PATH",
                                        "install it, or name it with its path in --agent"));
    }

    Finding remote(String option, String named) throws IOException, InterruptedException {
        Source source;
        try {
            source = Source.parse(option, named);
        } catch (CliException neither) {
            return Finding.fail(option, neither.message(), String.valueOf(neither.fix()));
        }
        if (source.local() && !Files.exists(Path.of(source.location(), ".git"))) {
            boolean bare = Files.exists(Path.of(source.location(), "HEAD"));
            if (!bare) {
                return option.equals("--plans")
                        ? Finding.ok(option, source.location() + " (a folder outside git)")
                        : Finding.fail(
                                option,
                                source.location() + " is no git repository",
                                "name a folder with a git repository, or its URL");
            }
        }
        Optional<Answer> answer =
                Programs.run(
                        REMOTE_LIMIT,
                        LIKE_THE_SERVICES,
                        List.of("git", "ls-remote", "--heads", "--", source.location()));
        if (answer.filter(said -> said.exitCode() == 0).isPresent()) {
            return Finding.ok(option, "can read " + source.location());
        }
        String why =
                answer.map(said -> said.exitCode() < 0 ? "no answer in time" : said.output())
                        .orElse("git cannot be run");
        return Finding.fail(
                option,
                "cannot read " + source.location() + ": " + why.replaceAll("\\s*\n\\s*", " "),
                "check the address; services use no git settings and no credential helper of"
                        + " yours, and are never asked for a password");
    }
}
