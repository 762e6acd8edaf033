package io.dataface.tasks.benchmarks;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.ResultAnswers;
import io.dataface.tasks.model.worker.Results;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Speaks the worker protocol and runs nothing: what it leases starts and ends at once.
final class SimulatedWorker implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    private final UUID id = UUID.randomUUID();
    private final Wire wire;
    private final int slots;

    /// Connects and registers.
    SimulatedWorker(Manager manager, String name, int slots) throws IOException {
        this.wire = manager.connect();
        this.slots = slots;
        var registration =
                new Registration(
                        id,
                        name,
                        "host",
                        "default",
                        slots,
                        List.of("nothing"),
                        List.of(),
                        "1",
                        List.of());
        wire.send("POST", "/api/v1/workers", JSON.writeValueAsBytes(registration)).ok();
    }

    /// One round for all its slots: polls, acknowledges, reports. Answers how many ended.
    int round(String wait) throws IOException {
        var grants = poll(wait);
        if (!grants.isEmpty()) {
            start(grants);
            end(grants);
        }
        return grants.size();
    }

    List<Grant> poll(String wait) throws IOException {
        return grants(pollBytes(wait));
    }

    /// The poll's answer as it came.
    byte[] pollBytes(String wait) throws IOException {
        var body = JSON.writeValueAsBytes(new Poll(List.of()));
        return wire.send("POST", path("leases?wait=" + wait + "&max=" + slots), body).ok().body();
    }

    static List<Grant> grants(byte[] polled) {
        return JSON.readValue(polled, Polled.class).grants();
    }

    /// The acknowledgement: a renewal with the first phase.
    void start(List<Grant> grants) throws IOException {
        renew(
                grants.stream()
                        .map(
                                g ->
                                        new Renewal.Line(
                                                g.dispatchId(),
                                                g.token(),
                                                Phase.PREPARING,
                                                null,
                                                0,
                                                List.of()))
                        .toList());
    }

    /// @throws IllegalStateException if one of the leases is gone
    void renew(List<Renewal.Line> lines) throws IOException {
        var body = JSON.writeValueAsBytes(new Renewal(lines));
        var answer = wire.send("PUT", path("leases"), body).ok();
        if (answer.text().contains("\"gone\":true")) {
            throw new IllegalStateException("a lease is gone");
        }
    }

    void end(List<Grant> grants) throws IOException {
        var results = new Results(grants.stream().map(SimulatedWorker::result).toList());
        var answer =
                wire.send("POST", path("results"), JSON.writeValueAsBytes(results)).ok().body();
        var answers = JSON.readValue(answer, ResultAnswers.class).answers();
        if (!answers.stream().allMatch(ResultAnswers.Line::accepted)) {
            throw new IllegalStateException("a result was refused: " + answers);
        }
    }

    private static Result result(Grant grant) {
        @Nullable String none = null;
        return new Result(
                grant.dispatchId(),
                grant.token(),
                Result.Outcome.SUCCEEDED,
                none,
                none,
                Phase.PUSHING,
                false,
                0,
                grant.branch(),
                SHA,
                SHA,
                null,
                none,
                null,
                null,
                null,
                0);
    }

    UUID id() {
        return id;
    }

    private String path(String rest) {
        return "/api/v1/workers/" + id + "/" + rest;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
