package io.dataface.tasks.worker.log;

import io.dataface.tasks.worker.manager.Backoff;
import io.dataface.tasks.worker.manager.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run's log: takes redacted bytes, gives them offsets, and delivers them in order, 64 KiB or
/// 200 ms at a time. Past its limit it ends with a marker.
public final class RunLog {
    /// Streams as the log names them; `system` is the worker's own voice.
    public enum Stream {
        STDOUT,
        STDERR,
        SYSTEM;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(RunLog.class);
    private static final int CHUNK = 64 << 10;
    private static final int WAITING_LIMIT = 16 << 20;
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int TAIL = 8 << 10;

    private final LogSink sink;
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private final StringBuilder tail = new StringBuilder();
    private final Map<Stream, StringBuilder> tails = new EnumMap<>(Stream.class);
    // The first bytes of a character whose last ones are still to come.
    private final Map<Stream, byte[]> begun = new EnumMap<>(Stream.class);
    private final Thread sender;
    private long waitingBytes;
    private long taken;
    private long offset;
    private boolean full;
    private boolean closed;
    private boolean abandoned;

    private static final class Chunk {
        final Stream stream;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final long since = System.nanoTime();

        Chunk(Stream stream) {
            this.stream = stream;
        }
    }

    /// @param limit how many bytes it takes before the marker
    public RunLog(LogSink sink, long limit) {
        this.sink = sink;
        this.limit = limit;
        this.sender = Thread.ofVirtual().name("log-sender").start(this::deliver);
    }

    /// A line in the worker's own voice.
    public void say(String line) {
        write(Stream.SYSTEM, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Takes bytes; waits while too many wait to be delivered.
    public void write(Stream stream, byte[] bytes) {
        lock.lock();
        try {
            while (waitingBytes > WAITING_LIMIT && !closed && !abandoned) {
                changed.awaitUninterruptibly();
            }
            if (full || closed || bytes.length == 0) {
                return;
            }
            var text = joined(begun.remove(stream), bytes);
            var whole = Utf8.cut(text, text.length);
            if (whole < text.length) {
                begun.put(stream, Arrays.copyOfRange(text, whole, text.length));
            }
            take(stream, Arrays.copyOf(text, whole));
            if (stream != Stream.SYSTEM) {
                remember(tail, bytes);
                remember(tails.computeIfAbsent(stream, s -> new StringBuilder()), bytes);
            }
        } finally {
            lock.unlock();
        }
    }

    private static byte[] joined(byte @Nullable [] first, byte[] second) {
        if (first == null) {
            return second;
        }
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void take(Stream stream, byte[] text) {
        if (taken + text.length <= limit) {
            enqueue(stream, text);
            return;
        }
        full = true;
        enqueue(stream, Arrays.copyOf(text, Utf8.cut(text, (int) (limit - taken))));
        var end = "\n[the log ends here: limit of " + limit + " bytes]\n";
        enqueue(Stream.SYSTEM, end.getBytes(StandardCharsets.UTF_8));
    }

    private void enqueue(Stream stream, byte[] text) {
        var rest = text;
        while (rest.length > 0) {
            var last = waiting.peekLast();
            var room = last == null || last.stream != stream ? 0 : CHUNK - last.bytes.size();
            var part = Utf8.cut(rest, room);
            if (last == null || part == 0) {
                last = new Chunk(stream);
                waiting.addLast(last);
                part = Utf8.cut(rest, CHUNK);
            }
            // Something that begins like a character and never ends is no reason to wait for ever.
            part = part == 0 ? rest.length : part;
            last.bytes.write(rest, 0, part);
            rest = Arrays.copyOfRange(rest, part, rest.length);
        }
        taken += text.length;
        waitingBytes += text.length;
        changed.signalAll();
    }

    private static void remember(StringBuilder end, byte[] bytes) {
        var from = Math.max(0, bytes.length - TAIL);
        end.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
        end.delete(0, Math.max(0, end.length() - TAIL));
    }

    /// The last lines that the agent printed, at most so many, without blank ones.
    public List<String> lastLines(int most) {
        lock.lock();
        try {
            return lastLines(tail, most);
        } finally {
            lock.unlock();
        }
    }

    /// The last line of each stream of the agent's. The two are read side by side, so which came
    /// last of all is not known.
    public List<String> lastLineOfEach() {
        lock.lock();
        try {
            return tails.values().stream().flatMap(end -> lastLines(end, 1).stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    private static List<String> lastLines(StringBuilder end, int most) {
        var lines = end.toString().lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /// Takes no more, waits until all is delivered or given up, and says how long the log is.
    public long close() throws InterruptedException {
        lock.lock();
        try {
            if (!full) {
                begun.forEach(this::take);
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        sender.join();
        return offset;
    }

    /// Gives up what is not delivered yet.
    public void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        sender.interrupt();
    }

    private void deliver() {
        try {
            for (var chunk = next(); chunk != null; chunk = next()) {
                send(chunk.stream.wire(), chunk.bytes.toByteArray());
            }
        } catch (InterruptedException e) {
            log.debug("The log's delivery was given up", e);
        }
    }

    // A chunk leaves when it is full, old enough, followed by another, or the last.
    private @Nullable Chunk next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var first = waiting.peekFirst();
                if (abandoned || (first == null && closed)) {
                    return null;
                }
                if (first == null) {
                    changed.await();
                    continue;
                }
                var rest = first.since + FLUSH_NANOS - System.nanoTime();
                if (closed || waiting.size() > 1 || first.bytes.size() >= CHUNK || rest <= 0) {
                    waiting.removeFirst();
                    return first;
                }
                changed.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(String stream, byte[] bytes) throws InterruptedException {
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        var rest = bytes;
        while (rest.length > 0) {
            try {
                sink.append(offset, stream, rest);
                offset += rest.length;
                rest = new byte[0];
            } catch (RefusedException e) {
                var expected = e.expectedOffset();
                if (expected != null && expected > offset && expected <= offset + rest.length) {
                    // A part of it had arrived before the answer got lost.
                    rest = Arrays.copyOfRange(rest, (int) (expected - offset), rest.length);
                    offset = expected;
                } else if (e.worthRetrying()) {
                    backoff.pause();
                } else {
                    log.warn("The manager takes no more of a log: {}", e.getMessage());
                    giveUp();
                    return;
                }
            } catch (IOException e) {
                log.debug("A log chunk could not be delivered yet", e);
                backoff.pause();
            }
        }
        lock.lock();
        try {
            waitingBytes -= bytes.length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveUp() {
        lock.lock();
        try {
            abandoned = true;
            full = true;
            waiting.clear();
            waitingBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
