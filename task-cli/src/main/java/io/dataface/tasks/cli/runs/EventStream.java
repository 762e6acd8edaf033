package io.dataface.tasks.cli.runs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Server-sent events of one connection; a silent connection counts as broken.
///
/// The format is that of the WHATWG HTML standard, section "Server-sent events".
final class EventStream implements AutoCloseable {

    /// @param id empty where the event has none
    record Event(String name, String id, String data) {}

    private sealed interface Item {
        record Line(String text) implements Item {}

        record End() implements Item {}
    }

    private final InputStream bytes;
    private final Duration silence;
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(256);
    private final Thread reader;

    /// @param silence after which a connection without any byte is given up
    EventStream(InputStream bytes, Duration silence) {
        this.bytes = bytes;
        this.silence = silence;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /// The next event; nothing where the connection ended.
    ///
    /// @throws IOException where nothing came for the time of silence
    Optional<Event> next() throws IOException {
        String name = "message";
        String id = "";
        var data = new StringBuilder();
        while (take() instanceof Item.Line(String line)) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    data.setLength(data.length() - 1);
                    return Optional.of(new Event(name, id, data.toString()));
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data.append(value).append('\n');
                default -> {
                    // comments, retry and fields of later versions
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            bytes.close();
        } catch (IOException e) {
            // The connection is given up either way.
        }
    }

    private Item take() throws IOException {
        try {
            Item item = items.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (item == null) {
                throw new IOException("nothing came for " + silence.toSeconds() + " s");
            }
            return item;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void read() {
        try {
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                items.put(new Item.Line(line));
            }
            items.put(new Item.End());
        } catch (IOException e) {
            items.offer(new Item.End());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
