package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Another program that serves pages, as its distribution brings it.
///
/// @param page address of the page that is measured
record OtherServer(String name, Process process, int port, String page) implements AutoCloseable {

    /// Where a program of this name lies, by PATH.
    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /// The bytes given, sent by nginx with a kept-alive connection as long as its reader.
    static OtherServer nginx(Path folder, byte[] page) throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.write(root.resolve("page.html"), page);
        int port = BarePair.freePort();
        Path settings = folder.resolve("nginx.conf");
        Files.writeString(
                settings,
                """
                %s
                worker_processes 2;
                daemon off;
                pid %s/pid;
                error_log %s/errors;
                events { worker_connections 1024; }
                http {
                  types { text/html html; }
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 1000000000;
                  client_body_temp_path %s/body;
                  proxy_temp_path %s/proxy;
                  fastcgi_temp_path %s/fastcgi;
                  uwsgi_temp_path %s/uwsgi;
                  scgi_temp_path %s/scgi;
                  server { listen 127.0.0.1:%d; root %s; }
                }
                """
                        .formatted(
                                System.getProperty("user.name").equals("root") ? "user root;" : "",
                                folder,
                                folder,
                                folder,
                                folder,
                                folder,
                                folder,
                                folder,
                                port,
                                root));
        return start("nginx", folder, port, "/page.html", "nginx", "-c", settings.toString());
    }

    /// MkDocs with the Material theme over the plan's files.
    static OtherServer mkdocs(Path folder, Path plan, String page) throws Exception {
        Files.createDirectories(folder);
        int port = BarePair.freePort();
        Path settings = folder.resolve("mkdocs.yml");
        Files.writeString(
                settings,
                "site_name: Wordy plan\ntheme:\n  name: material\n  font: false\ndocs_dir: %s\n"
                        .formatted(plan));
        return start(
                "mkdocs",
                folder,
                port,
                page,
                "mkdocs",
                "serve",
                "-q",
                "--no-livereload",
                "-f",
                settings.toString(),
                "-a",
                "127.0.0.1:" + port);
    }

    /// Hugo with the plainest layout there can be over the plan's files.
    static OtherServer hugo(Path folder, Path plan, String page) throws Exception {
        Path content = folder.resolve("content");
        try (var files = Files.walk(plan)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
                // An index.md would take the pages below it for its own attachments.
                String name = plan.relativize(file).toString().replace("index.md", "_index.md");
                Path copy = content.resolve(name);
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
        Path layouts = Files.createDirectories(folder.resolve("layouts/_default"));
        for (String kind : List.of("single", "list")) {
            Files.writeString(
                    layouts.resolve(kind + ".html"),
                    "<!doctype html><html lang=en><title>{{ .Title }}</title>"
                            + "<h1>{{ .Title }}</h1>{{ .Content }}</html>\n");
        }
        int port = BarePair.freePort();
        Files.writeString(folder.resolve("config.toml"), "title = \"Wordy plan\"\n");
        return start(
                "hugo",
                folder,
                port,
                page,
                "hugo",
                "server",
                "--source",
                folder.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                "" + port,
                "--disableLiveReload",
                "--watch=false");
    }

    private static OtherServer start(
            String name, Path folder, int port, String page, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start();
        OtherServer server = new OtherServer(name, process, port, page);
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!server.answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IOException(name + " does not answer: see " + folder);
            }
            Thread.sleep(100);
        }
        return server;
    }

    private boolean answers() {
        try (var wire = new Wire(port, "")) {
            return wire.send("GET", page, null).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + page;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
