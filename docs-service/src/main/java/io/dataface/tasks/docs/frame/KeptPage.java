package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.DigestUtils;

/// A finished page as it is sent, as it is and compressed.
final class KeptPage {

    static final String CACHE_CONTROL = "no-cache, private";

    private static final int OWN_WEIGHT = 1_000;

    private final byte[] plain;
    private final String tag;
    private final String zippedTag;
    private final Basis basis;
    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantLock zipping = new ReentrantLock();
    private volatile Freshness.Moment seen;
    private volatile byte @Nullable [] zipped;

    KeptPage(byte[] plain, Basis basis, Freshness.Moment seen) {
        this.plain = plain;
        this.basis = basis;
        this.seen = seen;
        String hash = DigestUtils.md5DigestAsHex(plain);
        this.tag = "\"" + hash + "\"";
        this.zippedTag = "\"" + hash + "-gz\"";
    }

    /// Roughly how many bytes it takes; a compressed copy counts for half of the plain one.
    int weight() {
        return OWN_WEIGHT + plain.length + plain.length / 2 + basis.weight();
    }

    /// When it was last known to be right.
    Freshness.Moment seen() {
        return seen;
    }

    /// Whether it would be the same if it were made now.
    ///
    /// @param moment before this is asked
    boolean renew(Freshness.Moment moment) {
        boolean holds = basis.holds();
        if (holds) {
            seen = moment;
        }
        return holds;
    }

    /// Whose turn it is to look whether it still is right.
    ReentrantLock turn() {
        return turn;
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] small = Encodings.takesGzip(request) ? zipped() : plain;
        String own = small == plain ? tag : zippedTag;
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.ETAG, own);
        if (Encodings.has(request, own)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (small != plain) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(small.length);
        if (!request.getMethod().equals("HEAD")) {
            response.setBufferSize(Math.min(small.length, ServerBuffers.BYTES));
            response.getOutputStream().write(small);
        }
    }

    private byte[] zipped() {
        byte[] kept = zipped;
        if (kept != null) {
            return kept;
        }
        zipping.lock();
        try {
            if (zipped == null) {
                byte[] small = gzip(plain);
                zipped = small.length <= plain.length / 2 ? small : plain;
            }
            return zipped;
        } finally {
            zipping.unlock();
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 4);
        try (var zip = new GZIPOutputStream(out, 8192)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
