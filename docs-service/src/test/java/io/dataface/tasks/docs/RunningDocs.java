package io.dataface.tasks.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The service on a free port, asked over HTTP.
public final class RunningDocs implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    public RunningDocs(PlanDatabase database, String planId, Class<?>... more) {
        // Most tests write without telling of it.
        this("0s", database, planId, more);
    }

    /// @param keep how long it does not look anew where no change was told
    public RunningDocs(String keep, PlanDatabase database, String planId, Class<?>... more) {
        try {
            Path token = Files.createTempFile("token", "");
            token.toFile().deleteOnExit();
            Files.writeString(token, "secret");
            List<String> args = new ArrayList<>(List.of(database.settings(planId)));
            args.add("--server.port=0");
            args.add("--spring.main.banner-mode=off");
            args.add("--tasks.docs.keep.time=" + keep);
            args.add("--tasks.docs.token-file=" + token);
            Class<?>[] sources = new Class<?>[more.length + 1];
            sources[0] = DocsApplication.class;
            System.arraycopy(more, 0, sources, 1, more.length);
            context = SpringApplication.run(sources, args.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The status line's code for a path sent exactly as given, under any host name.
    public int rawStatus(String path, String host) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The address of a path, for a browser.
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
