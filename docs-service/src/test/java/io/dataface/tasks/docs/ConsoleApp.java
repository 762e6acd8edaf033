package io.dataface.tasks.docs;

import static org.awaitility.Awaitility.await;

import io.dataface.tasks.docs.frame.LiveMark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on a free port, over a real database and a fake manager.
public final class ConsoleApp implements AutoCloseable {

    public static final String TOKEN = "service-token";

    private final PlanDatabase database;
    private final ConfigurableApplicationContext app;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public ConsoleApp(PlanDatabase database, String plan, String managerUrl, String... more) {
        this.database = database;
        List<String> settings = new ArrayList<>(Arrays.asList(database.settings(plan)));
        if (Arrays.stream(more).noneMatch(setting -> setting.startsWith("--server.port="))) {
            settings.add("--server.port=0");
        }
        settings.add("--tasks.docs.manager-url=" + managerUrl);
        settings.add("--tasks.docs.token-file=" + tokenFile());
        settings.add("--tasks.docs.actor=dave");
        if (Arrays.stream(more)
                .noneMatch(setting -> setting.startsWith("--tasks.docs.keep.time="))) {
            // Most tests write without telling of it.
            settings.add("--tasks.docs.keep.time=0s");
        }
        settings.addAll(List.of(more));
        app =
                new SpringApplication(DocsApplication.class, StatementCount.class)
                        .run(settings.toArray(String[]::new));
        port = Integer.parseInt(app.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static Path tokenFile() {
        try {
            Path file = Files.createTempFile("token", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, TOKEN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public <T> T bean(Class<T> type) {
        return app.getBean(type);
    }

    /// Tells the service of a change, and waits until it has heard.
    public void tell(String payload) {
        long moves = bean(LiveMark.class).moves();
        database.tell(payload);
        await().until(() -> bean(LiveMark.class).moves() > moves);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
