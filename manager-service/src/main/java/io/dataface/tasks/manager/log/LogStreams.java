package io.dataface.tasks.manager.log;

import io.dataface.tasks.manager.feed.RegistryChanged;
import io.dataface.tasks.manager.view.DispatchViews;
import io.dataface.tasks.manager.web.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Live logs as server-sent events: one virtual thread a stream, woken by appends; at most 200
/// streams a process.
@Component
class LogStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LogStreams.class);
    private static final int MOST = 200;
    private static final int STEP = 256 * 1024;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Logs logs;
    private final DispatchViews dispatches;
    private final Map<Semaphore, UUID> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean running;

    LogStreams(Logs logs, DispatchViews dispatches) {
        this.logs = logs;
        this.dispatches = dispatches;
    }

    /// A piece of log text; bytes that are no UTF-8 by themselves show as replacement
    /// characters.
    record Piece(long offset, String stream, String text) {}

    SseEmitter open(UUID dispatch, long from) {
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            throw new ApiException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too_many_streams",
                    "at most " + MOST + " logs are followed at once: try again later");
        }
        var emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("log-stream").start(() -> run(dispatch, from, emitter));
        return emitter;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RegistryChanged change) {
        listeners.forEach(
                (bell, dispatch) -> {
                    if (change.logs().contains(dispatch)
                            || change.dispatches().contains(dispatch)) {
                        bell.release();
                    }
                });
    }

    private void run(UUID dispatch, long from, SseEmitter emitter) {
        var bell = new Semaphore(0);
        listeners.put(bell, dispatch);
        try {
            emitter.send(SseEmitter.event().reconnectTime(1000).comment("log"));
            send(dispatch, from, emitter, bell);
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.atDebug()
                    .setCause(e)
                    .log("Who followed a log has gone; the server ends the answer");
        } catch (InterruptedException e) {
            emitter.complete();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        } finally {
            listeners.remove(bell);
            open.decrementAndGet();
        }
    }

    private void send(UUID dispatch, long from, SseEmitter emitter, Semaphore bell)
            throws IOException, InterruptedException {
        long at = from;
        while (running) {
            var extent = logs.extent(dispatch);
            if (at < extent.length()) {
                for (var chunk : logs.read(dispatch, at, Math.min(extent.length(), at + STEP))) {
                    var text = new String(chunk.bytes(), StandardCharsets.UTF_8);
                    emitter.send(
                            SseEmitter.event()
                                    .name("log")
                                    .id(String.valueOf(chunk.end()))
                                    .data(new Piece(chunk.offset(), chunk.stream(), text)));
                    at = chunk.end();
                }
            } else if (extent.over()) {
                emitter.send(
                        SseEmitter.event()
                                .name("end")
                                .id(String.valueOf(at))
                                .data(dispatches.byId(dispatch)));
                return;
            } else if (bell.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            } else {
                emitter.send(SseEmitter.event().comment("still here"));
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        listeners.keySet().forEach(Semaphore::release);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
