package io.dataface.tasks.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a folder of its own, with a JDK and a Maven that only say how they were called.
class LauncherIntegrationTests {
    private static final Path PROJECT = Path.of(System.getProperty("tasks.root", ".."));
    private static final String HELP = "task-cli/src/main/resources/io/dataface/tasks/cli/help.txt";
    private static final List<String> MODULES =
            List.of("manager-service", "dispatch-worker", "docs-service", "task-cli");

    @TempDir Path folder;
    private Path home;
    private Path jdk;
    private String path = "";

    @BeforeEach
    void layOut() throws IOException {
        home = folder.resolve("a project");
        jdk = folder.resolve("jdk");
        Files.createDirectories(home);
        // The machine's own JDKs must not answer for the ones that a test lays out.
        String script =
                Files.readString(PROJECT.resolve("tasks"))
                        .replaceAll("(?m)^    (/usr|/opt|/Library)[^;]*? \\\\$", "    \\\\");
        program(home.resolve("tasks"), script);
        copy("pom.xml");
        copy(HELP);
        for (String module : MODULES) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.writeString(home.resolve(module + "/pom.xml"), "<project/>");
        }
        Path programs = folder.resolve("bin");
        program(
                programs.resolve("mvn"),
                """
                #!/bin/sh
                echo "$JAVA_HOME $*" >>"%s"
                [ -z "${MVN_FAILS-}" ] || { echo '[ERROR] it broke'; exit 1; }
                echo '[INFO] Building docs-service 0.1.0 [5/6]'
                for m in %s; do mkdir -p "$m/target"; : >"$m/target/$m.jar"; done
                mkdir -p task-cli/target/lib
                """
                        .formatted(folder.resolve("builds"), String.join(" ", MODULES)));
        path = programs + ":/usr/bin:/bin";
    }

    @Test
    void helpAndVersionAnswerAtOnceAndBuildNothing() throws Exception {
        String help = Files.readString(PROJECT.resolve(HELP));
        for (String[] words : new String[][] {{}, {"help"}, {"--help"}, {"-h"}}) {
            assertThat(launch(words)).isEqualTo(new Answer(0, help, ""));
        }
        for (String word : List.of("version", "--version")) {
            assertThat(launch(word).output()).matches("tasks 0\\.1\\.0-SNAPSHOT \\([0-9a-z]+\\)\n");
        }
        long fastest =
                Stream.generate(() -> timed("help"))
                        .limit(5)
                        .mapToLong(Long::longValue)
                        .min()
                        .orElseThrow();
        assertThat(fastest).as("milliseconds").isLessThan(200);
        assertThat(builds()).isEmpty();
    }

    @Test
    void itWorksThroughASymlinkFromAnyFolder() throws Exception {
        layJdk("25.0.1");
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(elsewhere.resolve("two"), home.resolve("tasks"));

        Answer answer = run(elsewhere, link.toString(), "status", "a b");

        assertThat(answer.output())
                .contains("[-Dtasks.home=" + home.toRealPath() + "]")
                .endsWith("[io.dataface.tasks.cli.Tasks]\n[status]\n[a b]\n");
    }

    @Test
    void aMissingJdkIsSaidInAPlainSentence() throws Exception {
        layJdk("17.0.2");

        Answer answer = launch("status");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.error())
                .contains("a JDK of version 25 or newer is needed, and none was found")
                .contains("fix: install one");
        assertThat(answer.output()).isEmpty();
    }

    @Test
    void aMissingMavenIsSaidInAPlainSentence() throws Exception {
        layJdk("26");
        path = Files.createDirectories(folder.resolve("few")).toString();
        for (String program :
                List.of("git", "find", "head", "mkdir", "cat", "sed", "rm", "readlink")) {
            program(Path.of(path, program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
        }

        Answer answer = launch("status");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.error()).contains("no mvn on the PATH").contains("fix: install Maven");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        layJdk("25");

        Answer first = launch("status");
        launch("status");
        assertThat(builds()).hasSize(1);
        assertThat(first.error()).startsWith("Building Dataface Tasks");

        Path source = home.resolve("docs-service/src/main/A.java");
        Files.writeString(source, "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        launch("status");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void aBuildByHandCountsAsWell() throws Exception {
        layJdk("25");
        run(home, folder.resolve("bin/mvn").toString(), "package");

        launch("status");

        assertThat(builds()).hasSize(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndRunsNothing() throws Exception {
        layJdk("25");

        Answer answer = run(home, List.of("MVN_FAILS=1"), "./tasks", "status");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.error()).contains("the build failed").contains("[ERROR] it broke");
        assertThat(answer.output()).isEmpty();
        assertThat(home.resolve("target/launcher/lock")).doesNotExist();
    }

    @Test
    void twoAtOnceBuildOneAfterTheOther() throws Exception {
        layJdk("25");
        Path gate = folder.resolve("gate");
        program(
                folder.resolve("bin/mvn"),
                Files.readString(folder.resolve("bin/mvn"))
                        .replace(
                                "echo '[INFO]",
                                "while [ ! -e '%s' ]; do sleep 0.1; done\necho '[INFO]"
                                        .formatted(gate)));
        Process first = start(home, List.of(), "./tasks", "status");
        await().until(() -> builds().size() == 1);
        Process second = start(home, List.of(), "./tasks", "list");
        await().until(() -> Files.exists(home.resolve("target/launcher")) && lockFiles() >= 3);
        Files.createFile(gate);

        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue() + second.exitValue()).isZero();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfADeadBuildIsTakenOver() throws Exception {
        layJdk("25");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(home.resolve("target/launcher"));
        Files.writeString(home.resolve("target/launcher/lock"), dead.pid() + "\n");

        assertThat(launch("status").exitCode()).isZero();
        assertThat(builds()).hasSize(1);
    }

    private long lockFiles() throws IOException {
        try (var files = Files.list(home.resolve("target/launcher"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("lock")).count();
        }
    }

    private void layJdk(String version) throws IOException {
        program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        program(
                jdk.resolve("bin/java"),
                "#!/bin/sh\nfor word in \"$@\"; do echo \"[$word]\"; done\n");
        Files.writeString(
                jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void copy(String file) throws IOException {
        Path target = home.resolve(file);
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(PROJECT.resolve(file), target);
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> builds() throws IOException {
        Path builds = folder.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    private record Answer(int exitCode, String output, String error) {}

    private Answer launch(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("./tasks"));
        command.addAll(List.of(words));
        return run(home, command.toArray(String[]::new));
    }

    private long timed(String word) {
        long began = System.nanoTime();
        try {
            launch(word);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private Answer run(Path where, String... command) throws Exception {
        return run(where, List.of(), command);
    }

    private Answer run(Path where, List<String> variables, String... command) throws Exception {
        Process process = start(where, variables, command);
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(
                process.exitValue(), output, new String(process.getErrorStream().readAllBytes()));
    }

    private Process start(Path where, List<String> variables, String... command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C");
        environment.put("JAVA_HOME", jdk.toString());
        variables.forEach(text -> environment.put(text.split("=", 2)[0], text.split("=", 2)[1]));
        return builder.start();
    }
}
