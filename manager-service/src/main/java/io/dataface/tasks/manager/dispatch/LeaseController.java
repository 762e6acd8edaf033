package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.manager.worker.Workers;
import io.dataface.tasks.model.worker.Grant;
import io.dataface.tasks.model.worker.Poll;
import io.dataface.tasks.model.worker.Polled;
import io.dataface.tasks.model.worker.Registered;
import io.dataface.tasks.model.worker.Registration;
import io.dataface.tasks.model.worker.Renewal;
import io.dataface.tasks.model.worker.Renewed;
import io.dataface.tasks.model.worker.Result;
import io.dataface.tasks.model.worker.ResultAnswers;
import io.dataface.tasks.model.worker.Results;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The worker protocol but for logs.
@RestController
@RequestMapping("/api/v1/workers")
class LeaseController {
    private static final Logger log = LoggerFactory.getLogger(LeaseController.class);

    private final Workers workers;
    private final Claimer claimer;
    private final Regrants regrants;
    private final Renewals renewals;
    private final io.dataface.tasks.manager.dispatch.Results results;
    private final DispatchProperties.Lease lease;

    LeaseController(
            Workers workers,
            Claimer claimer,
            Regrants regrants,
            Renewals renewals,
            io.dataface.tasks.manager.dispatch.Results results,
            DispatchProperties properties) {
        this.workers = workers;
        this.claimer = claimer;
        this.regrants = regrants;
        this.renewals = renewals;
        this.results = results;
        this.lease = properties.lease();
    }

    /// Registers this incarnation; 409 while another of the same name is alive.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@RequestBody Registration registration) {
        RegistrationCheck.refuseMalformed(registration);
        if (!workers.register(registration, lease.duration())) {
            throw ApiException.conflict(
                    "worker_name_taken",
                    "a worker named \"%s\" is alive: give this one another name, or end that one"
                            .formatted(registration.name()));
        }
        return new Registered(lease.duration().toMillis(), lease.renewEvery().toMillis());
    }

    /// Waits up to the given time for at most so many leases; first answers again what was
    /// granted and never heard.
    @PostMapping("/{id}/leases")
    Polled poll(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0s") String wait,
            @RequestParam(defaultValue = "1") int max,
            @RequestBody Poll poll) {
        var worker = heard(id);
        int room = worker.drain() ? 0 : Math.min(max, worker.capacity());
        if (room <= 0) {
            // Its last poll: what an earlier one still claims must be named now, or it is lost.
            claimer.endPollOf(id);
        }
        var again = regrants.of(id, poll.held());
        if (!again.isEmpty() || room <= 0) {
            return new Polled(again, worker.drain());
        }
        return new Polled(await(worker, room, shortest(wait)), false);
    }

    private Duration shortest(String wait) {
        Duration asked;
        try {
            asked = DurationStyle.detectAndParse(wait);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiException.badRequest(
                    "bad_duration", "?wait", "wait must be a duration such as 20s or 500ms");
        }
        var longest = lease.duration().dividedBy(3);
        return asked.compareTo(longest) > 0 ? longest : asked;
    }

    private List<Grant> await(LiveWorker worker, int room, Duration wait) {
        if (wait.isZero()) {
            return claimer.pollNow(worker, room);
        }
        CompletableFuture<List<Grant>> answer = claimer.poll(worker, room);
        try {
            return answer.get(Math.max(wait.toMillis(), 50), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            claimer.leave(worker.id(), answer);
            return answer.getNow(List.of());
        } catch (InterruptedException e) {
            claimer.leave(worker.id(), answer);
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Acknowledges and renews; per lease: renewed with commands, or gone.
    @PutMapping("/{id}/leases")
    Renewed renew(@PathVariable UUID id, @RequestBody Renewal renewal) {
        return renewals.renew(heard(id), renewal.leases());
    }

    /// Takes results, answered one by one; all of one call are one transaction, unless one of
    /// them is named twice or the database refuses one: then each is its own.
    @PostMapping("/{id}/results")
    ResultAnswers report(@PathVariable UUID id, @RequestBody Results reported) {
        var worker = workers.findReporting(id).orElseThrow(() -> unregistered(id));
        var all = reported.results();
        all.forEach(io.dataface.tasks.manager.dispatch.Results::refuseMalformed);
        if (all.stream().map(Result::dispatchId).distinct().count() == all.size()) {
            try {
                return new ResultAnswers(results.record(worker, all));
            } catch (DataIntegrityViolationException e) {
                log.atWarn().setCause(e).log("A result was refused; each is recorded by itself");
            }
        }
        return new ResultAnswers(all.stream().map(r -> results.record(worker, r)).toList());
    }

    private LiveWorker heard(UUID id) {
        return workers.findHeard(id).orElseThrow(() -> unregistered(id));
    }

    private static ApiException unregistered(UUID id) {
        return ApiException.notFound(
                "worker_not_registered",
                "worker " + id + " is not registered (any more): register again");
    }
}
