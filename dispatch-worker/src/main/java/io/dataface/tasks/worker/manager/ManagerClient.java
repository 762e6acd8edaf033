package io.dataface.tasks.worker.manager;

import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Registered;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.ResultAnswers;
import io.dataface.tasks.model.worker.Results;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The manager's REST API as a worker calls it. Each call has an end in time; retrying is the
/// caller's business.
public final class ManagerClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String JSON = "application/json";

    private final URI base;
    private final Path tokenFile;
    private final JsonMapper json;
    private final HttpClient http;

    /// @param base where the manager answers, without `/api`
    /// @param tokenFile read anew for each call, so that a new token needs no restart
    public ManagerClient(URI base, Path tokenFile, JsonMapper json) {
        this.base = base;
        this.tokenFile = tokenFile;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /// Registers this incarnation; 409 while another with its name is alive.
    public Registered register(Registration registration) throws IOException {
        var request = request("/workers", Duration.ofSeconds(10), JSON);
        return answer(
                request.POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(registration))),
                Registered.class);
    }

    /// Asks for up to `max` leases and waits up to `wait` for the first.
    public Polled poll(UUID worker, Duration wait, int max, Poll poll) throws IOException {
        var path = "/workers/%s/leases?wait=%dms&max=%d".formatted(worker, wait.toMillis(), max);
        var request = request(path, wait.plusSeconds(1), JSON);
        return answer(
                request.POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(poll))),
                Polled.class);
    }

    /// Renews leases.
    public Renewed renew(UUID worker, Renewal renewal, Duration timeout) throws IOException {
        var request = request("/workers/" + worker + "/leases", timeout, JSON);
        return answer(
                request.PUT(BodyPublishers.ofByteArray(json.writeValueAsBytes(renewal))),
                Renewed.class);
    }

    /// Reports how runs ended.
    public ResultAnswers report(UUID worker, Results results) throws IOException {
        var request = request("/workers/" + worker + "/results", Duration.ofSeconds(10), JSON);
        return answer(
                request.POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(results))),
                ResultAnswers.class);
    }

    /// Appends bytes to a dispatch's log at `offset`.
    ///
    /// @throws RefusedException 409 with the offset that is expected instead
    public void append(UUID dispatch, long token, long offset, String stream, byte[] bytes)
            throws IOException {
        var path =
                "/dispatches/%s/log?offset=%d&token=%d&stream=%s"
                        .formatted(dispatch, offset, token, stream);
        var request = request(path, Duration.ofSeconds(10), "application/octet-stream");
        send(request.POST(BodyPublishers.ofByteArray(bytes)));
    }

    private HttpRequest.Builder request(String path, Duration timeout, String type)
            throws IOException {
        var root = base.toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(root + "/api/v1" + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token())
                .header("Accept", JSON + ", application/problem+json")
                .header("Content-Type", type);
    }

    private String token() throws IOException {
        var token = Files.readString(tokenFile).strip();
        if (token.isEmpty()) {
            throw new IOException("The token file " + tokenFile + " is empty");
        }
        return token;
    }

    private <T> T answer(HttpRequest.Builder request, Class<T> type) throws IOException {
        var body = send(request).body();
        try {
            var value = json.readValue(body, type);
            if (value == null) {
                throw new IOException("The manager's answer is empty");
            }
            return value;
        } catch (JacksonException e) {
            throw new IOException("The manager's answer is not understood: " + e.getMessage(), e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder builder) throws IOException {
        try {
            var response = http.send(builder.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw refusal(response);
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the manager was asked", e);
        }
    }

    private RefusedException refusal(HttpResponse<byte[]> response) {
        var problem = problem(response.body());
        var text = problem == null ? null : problem.detail();
        return new RefusedException(
                response.statusCode(),
                text == null ? "" : text,
                problem == null ? null : problem.expectedOffset());
    }

    private @Nullable Problem problem(byte[] body) {
        try {
            return json.readValue(body, Problem.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private record Problem(@Nullable String detail, @Nullable Long expectedOffset) {}

    @Override
    public void close() {
        http.shutdownNow();
    }
}
