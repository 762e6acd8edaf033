package io.dataface.tasks.manager.feed;

import io.dataface.tasks.manager.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/// Sends a `NOTIFY tasks_changed` soon after a change, and one every 20 ms for all that changes
/// meanwhile. A hint: what could not be sent, or was left unsent by a manager that was killed, is
/// made up by telling listeners to read everything.
@Component
class ChangeFeed extends Loop {
    static final String CHANNEL = "tasks_changed";
    private static final Duration COALESCE = Duration.ofMillis(20);

    /// What belongs together, such as a kick-off and its lease, mostly comes within this time.
    private static final Duration FIRST = Duration.ofMillis(3);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(ChangeFeed.class);

    private final LinkedBlockingQueue<RegistryChanged> pending = new LinkedBlockingQueue<>();
    private final JdbcClient jdbc;
    // An earlier manager may have ended between a commit and its notice.
    private boolean untold = true;
    private long sent = System.nanoTime();

    ChangeFeed(JdbcClient jdbc) {
        super("change-feed");
        this.jdbc = jdbc;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RegistryChanged change) {
        pending.add(change);
    }

    /// Sends what is pending, waiting up to the time for the first; one step of the loop.
    void sendOnce(Duration wait) throws InterruptedException {
        List<RegistryChanged> changes = new ArrayList<>();
        Duration gather = FIRST;
        if (!untold) {
            var first = pending.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            changes.add(first);
            // A pass over the plan tells all that it changed at once.
            gather = first.files() ? Duration.ZERO : FIRST;
        }
        Duration since = Duration.ofNanos(System.nanoTime() - sent);
        Thread.sleep(Math.max(gather.toMillis(), COALESCE.minus(since).toMillis()));
        pending.drainTo(changes);
        var payloads = untold ? List.of(Payload.RESYNC) : Payload.of(changes);
        untold = true;
        send(payloads);
        sent = System.nanoTime();
        untold = false;
    }

    private void send(List<String> payloads) {
        jdbc.sql("select pg_notify(:channel, payload) from unnest(:payloads::text[]) payload")
                .param("channel", CHANNEL)
                .param("payloads", payloads.toArray(String[]::new))
                .query((row, n) -> n)
                .list();
    }

    @Override
    protected void turn() throws InterruptedException {
        sendOnce(Duration.ofSeconds(1));
    }

    @Override
    protected void failed(RuntimeException failure) throws InterruptedException {
        log.atWarn().setCause(failure).log("Change notice not sent; listeners refetch later");
        Thread.sleep(PAUSE);
    }
}
