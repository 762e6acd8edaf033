package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Registered;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Results;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// The worker's side of the protocol, one call a method; an answer other than 2xx is a
/// [RefusedException].
final class WorkerCalls {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI door;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    WorkerCalls(URI door, String token) {
        this.door = door;
        this.token = token;
    }

    static final class RefusedException extends IOException {
        private final int status;

        RefusedException(int status, String said) {
            super(status + " " + said);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    Registered register(Registration registration) throws IOException, InterruptedException {
        return JSON.readValue(send("POST", "workers", registration), Registered.class);
    }

    Polled poll(UUID worker, int max, Poll held) throws IOException, InterruptedException {
        var path = "workers/%s/leases?wait=0s&max=%d".formatted(worker, max);
        return JSON.readValue(send("POST", path, held), Polled.class);
    }

    Renewed renew(UUID worker, Renewal renewal) throws IOException, InterruptedException {
        return JSON.readValue(send("PUT", "workers/" + worker + "/leases", renewal), Renewed.class);
    }

    void report(UUID worker, Results results) throws IOException, InterruptedException {
        send("POST", "workers/" + worker + "/results", results);
    }

    private String send(String method, String path, Object body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(door.resolve("/api/v1/" + path))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(body)))
                        .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new RefusedException(answer.statusCode(), answer.body());
        }
        return answer.body();
    }
}
