package io.dataface.tasks.docs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadTests {
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void oneAfterTheOtherReadsAnew() {
        var shared = new SharedRead<>(readings::incrementAndGet);

        assertThat(shared.get()).isEqualTo(1);
        assertThat(shared.get()).isEqualTo(2);
    }

    @Test
    void whoAsksDuringAReadingGetsTheNextOne() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var shared =
                new SharedRead<>(
                        () -> {
                            int number = readings.incrementAndGet();
                            begun.countDown();
                            await(goOn);
                            return number;
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(shared::get);
            begun.await();
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                others.add(threads.submit(shared::get));
            }
            goOn.countDown();

            assertThat(first.get()).isEqualTo(1);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isGreaterThan(1);
            }
        }
    }

    @Test
    void aFailureIsNotKept() {
        var shared =
                new SharedRead<>(
                        () -> {
                            if (readings.incrementAndGet() == 1) {
                                throw new IllegalArgumentException("away");
                            }
                            return readings.get();
                        });

        assertThatThrownBy(shared::get).isInstanceOf(IllegalArgumentException.class);
        assertThat(shared.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
