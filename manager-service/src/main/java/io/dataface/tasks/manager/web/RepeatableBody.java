package io.dataface.tasks.manager.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// A request whose body was read already, and can be read again.
final class RepeatableBody extends HttpServletRequestWrapper {
    /// Bytes of a body.
    static final int MOST = 1 << 20;

    private final byte[] bytes;

    RepeatableBody(HttpServletRequest request) throws IOException {
        super(request);
        bytes = request.getInputStream().readNBytes(MOST + 1);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean tooLarge() {
        return bytes.length > MOST;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(new ByteArrayInputStream(bytes));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream input;

        Bytes(ByteArrayInputStream input) {
            this.input = input;
        }

        @Override
        public int read() {
            return input.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return input.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return input.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body was read already");
        }
    }
}
