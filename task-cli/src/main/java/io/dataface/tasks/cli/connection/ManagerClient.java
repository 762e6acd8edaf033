package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DurationConverter;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Calls the manager with a time-out, and again with backoff where that is safe.
public final class ManagerClient {
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 502, 503, 504);
    private static final int REFUSED_TRIES = 3;

    private final Target target;
    private final String actor;
    private final Duration timeout;
    private final String token;
    private @Nullable HttpClient http;

    private ManagerClient(Target target, String actor, Duration timeout, String token) {
        this.target = target;
        this.actor = actor;
        this.timeout = timeout;
        this.token = token;
    }

    /// A client of the manager that the settings name; nothing is sent yet.
    public static ManagerClient of(Invocation invocation) {
        Settings settings = Settings.of(invocation);
        Target target = Targets.find(invocation, settings);
        String actor = settings.get(Settings.ACTOR).value();
        String timeout = settings.get(Settings.TIMEOUT).value();
        return new ManagerClient(
                target,
                actor == null ? "operator" : actor,
                new DurationConverter().convert(timeout == null ? "30s" : timeout),
                token(target));
    }

    public Target target() {
        return target;
    }

    /// Sends and answers with a 2xx.
    ///
    /// @throws CliException for every other end
    public Answer send(Call call) {
        return send(call, timeout);
    }

    /// The same with a time-out of its own.
    public Answer send(Call call, Duration limit) {
        Answer answer = exchange(call, limit);
        if (!answer.ok() && answer.status() != 304) {
            throw answer.toException();
        }
        return answer;
    }

    /// Sends and answers whatever the status is, after the retries that are safe.
    public Answer exchange(Call call, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (int attempt = 1; ; attempt++) {
            long left = end - System.nanoTime();
            long pause = Backoff.millis(attempt, ThreadLocalRandom.current().nextDouble());
            try {
                var response =
                        client().send(
                                        request(call, Duration.ofNanos(Math.max(left, 1_000_000))),
                                        BodyHandlers.ofByteArray());
                Answer answer =
                        new Answer(response.statusCode(), response.headers(), response.body());
                pause = Math.max(pause, retryAfterMillis(answer));
                if (!again(call, answer, attempt) || !hasTime(end, pause)) {
                    return answer;
                }
            } catch (ConnectException | HttpConnectTimeoutException e) {
                if (attempt >= REFUSED_TRIES || !hasTime(end, pause)) {
                    throw nothingAnswers(e);
                }
            } catch (IOException e) {
                if (!call.repeatable() || !hasTime(end, pause)) {
                    throw lost(call, e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            sleep(pause);
        }
    }

    /// Opens a stream of server-sent events; the caller closes it.
    public HttpResponse<InputStream> stream(Call call) throws IOException {
        try {
            HttpRequest request = builder(call).header("Accept", "text/event-stream").GET().build();
            return client().send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean again(Call call, Answer answer, int attempt) {
        if (!call.repeatable()) {
            return false;
        }
        // The first try may still be at work when its answer was lost.
        boolean underWay = answer.status() == 409 && answer.problemCode().equals("request_running");
        return TRANSIENT.contains(answer.status()) || (attempt > 1 && underWay);
    }

    private HttpRequest request(Call call, Duration limit) {
        Object body = call.body();
        HttpRequest.Builder request = builder(call).timeout(limit);
        if (body == null) {
            return request.method(call.method(), HttpRequest.BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(
                        call.method(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                Json.mapper().writeValueAsBytes(body)))
                .build();
    }

    private HttpRequest.Builder builder(Call call) {
        String base = target.manager().toString().replaceAll("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1" + call.path()))
                        .header("Authorization", "Bearer " + token)
                        .header("X-Actor", headerText(actor));
        call.headers().forEach(request::header);
        return request;
    }

    // A header carries ASCII only; a user's name may be anything.
    private static String headerText(String name) {
        String text = name.replaceAll("[^\\x21-\\x7e]", "_");
        return text.isEmpty() ? "operator" : text;
    }

    private HttpClient client() {
        HttpClient known = http;
        if (known == null) {
            known =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(Duration.ofSeconds(5))
                            .build();
            http = known;
        }
        return known;
    }

    private static boolean hasTime(long end, long pauseMillis) {
        return end - System.nanoTime() > pauseMillis * 1_000_000;
    }

    private static long retryAfterMillis(Answer answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("0");
        return seconds.matches("\\d{1,6}") ? Long.parseLong(seconds) * 1000 : 0;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private CliException nothingAnswers(IOException cause) {
        return new CliException(
                        Exit.UNAVAILABLE, "not_running", "nothing answers at " + target.manager())
                .why(cause.getMessage())
                .fix("start it: tasks up")
                .cause(cause);
    }

    private CliException lost(Call call, IOException cause) {
        String message = cause.getMessage();
        return new CliException(
                        Exit.UNAVAILABLE,
                        "unavailable",
                        "no answer from " + target.manager() + " in time")
                .why(message == null ? cause.getClass().getSimpleName() : message)
                .fix(
                        call.repeatable()
                                ? "try again, or with a longer --timeout"
                                : "look at the state first; the change may have been made")
                .cause(cause);
    }

    private static CliException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new CliException(Exit.INTERRUPTED, "interrupted", "interrupted").cause(cause);
    }

    private static String token(Target target) {
        try {
            return Files.readString(target.tokenFile()).strip();
        } catch (IOException e) {
            throw new CliException(
                            Exit.AUTH, "token", "cannot read the token file " + target.tokenFile())
                    .why(e.getClass().getSimpleName())
                    .fix("name another by --token-file or TASKS_TOKEN_FILE")
                    .cause(e);
        }
    }
}
