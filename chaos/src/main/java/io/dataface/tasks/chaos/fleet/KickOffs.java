package io.dataface.tasks.chaos.fleet;

import io.dataface.tasks.chaos.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/// Kicks off all tasks, some in one call, while everything is hurt: where no answer came or the
/// manager has trouble, others are kicked off and the same is asked again with its key, as any
/// client may.
final class KickOffs {
    private static final int AT_ONCE = 20;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    /// A key whose manager was killed over it is free again after two minutes.
    private static final Duration WITHOUT_AN_ANSWER = Duration.ofMinutes(5);

    private final Api api;
    private final AtomicInteger left;
    private final FutureTask<Integer> work;

    /// Begins at once.
    KickOffs(Api api, List<String> slugs) {
        this.api = api;
        this.left = new AtomicInteger(slugs.size());
        this.work = new FutureTask<>(() -> all(slugs));
        Thread.startVirtualThread(work);
    }

    /// How many are not known to be taken yet.
    ///
    /// @throws IllegalStateException where no manager took some of them
    int left() {
        if (work.state() == Future.State.FAILED) {
            throw new IllegalStateException(work.exceptionNow());
        }
        return left.get();
    }

    /// Waits for the last answer.
    ///
    /// @return how often was asked
    /// @throws IllegalStateException where no manager took some of them
    int end() throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private record Call(Api.Sent sent, int tasks) {}

    private int all(List<String> slugs) throws InterruptedException {
        var calls = new ArrayDeque<Call>();
        for (int i = 0; i < slugs.size(); i += AT_ONCE) {
            var some = slugs.subList(i, Math.min(i + AT_ONCE, slugs.size()));
            calls.add(new Call(api.post("/kickoffs", Map.of("tasks", some)), some.size()));
        }
        int asked = 0;
        long taken = System.nanoTime();
        while (!calls.isEmpty()) {
            var call = calls.remove();
            var said = ask(call);
            asked++;
            if (said.isEmpty()) {
                left.addAndGet(-call.tasks());
                taken = System.nanoTime();
            } else if (System.nanoTime() - taken > WITHOUT_AN_ANSWER.toNanos()) {
                throw new IllegalStateException("Kick-offs are not taken: " + said);
            } else {
                calls.add(call);
                Thread.sleep(BETWEEN);
            }
        }
        return asked;
    }

    /// What is in the way; empty where it was taken.
    private static String ask(Call call) {
        try {
            var answer = call.sent().answer();
            return answer.ok() ? "" : answer.status() + " " + answer.body();
        } catch (UncheckedIOException away) {
            return "" + away;
        }
    }
}
