package io.dataface.tasks.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 message as it came (RFC 9112), with its body's text beside it.
///
/// @param firstLine request or status line
/// @param body the body without its framing
/// @param bytes all of it, to be passed on unchanged
@SuppressWarnings("ArrayRecordComponent")
record HttpMessage(String firstLine, String body, byte[] bytes) {

    /// Reads the next message; null where the stream ends before one begins.
    ///
    /// @param bodiless an answer to HEAD: its length is that of a body that does not come
    static @Nullable HttpMessage read(InputStream in, boolean bodiless) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        String first = line(in, raw);
        if (first == null) {
            return null;
        }
        long length = 0;
        boolean chunked = false;
        String field = required(line(in, raw));
        while (!field.isEmpty()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
            field = required(line(in, raw));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (!bodiless && chunked) {
            chunks(in, raw, body);
        } else if (!bodiless) {
            copy(in, (int) length, raw, body);
        }
        return new HttpMessage(first, body.toString(StandardCharsets.UTF_8), raw.toByteArray());
    }

    private static void chunks(
            InputStream in, ByteArrayOutputStream raw, ByteArrayOutputStream body)
            throws IOException {
        int size = size(required(line(in, raw)));
        while (size > 0) {
            copy(in, size, raw, body);
            required(line(in, raw));
            size = size(required(line(in, raw)));
        }
        while (!required(line(in, raw)).isEmpty()) {
            // Trailers are passed on like all the rest.
        }
    }

    private static int size(String line) {
        int end = line.indexOf(';');
        return Integer.parseInt((end < 0 ? line : line.substring(0, end)).strip(), 16);
    }

    private static void copy(
            InputStream in, int length, ByteArrayOutputStream raw, ByteArrayOutputStream body)
            throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("A message broke off");
        }
        raw.writeBytes(bytes);
        body.writeBytes(bytes);
    }

    private static @Nullable String line(InputStream in, ByteArrayOutputStream raw)
            throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("A message broke off");
            }
            raw.write(next);
            if (next != '\r') {
                line.write(next);
            }
            next = in.read();
        }
        raw.write(next);
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String required(@Nullable String line) throws EOFException {
        if (line == null) {
            throw new EOFException("A message broke off");
        }
        return line;
    }
}
