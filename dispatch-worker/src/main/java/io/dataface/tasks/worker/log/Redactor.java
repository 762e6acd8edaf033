package io.dataface.tasks.worker.log;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces secrets in a stream of bytes, however it is cut into chunks: what may be the start of
/// a secret is held back until more is known. Not for more than one thread.
public final class Redactor {
    /// What stands in the place of a secret.
    public static final String MARK = "[redacted]";

    // Longer than any key; a secret that goes on for longer is cut off here and swallowed.
    private static final int HOLD = 16 << 10;
    private static final int CONTEXT = 8;
    private static final int SHORTEST = 6;
    private static final Pattern SECRET =
            Pattern.compile(
                    String.join(
                            "|",
                            "(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9_]{20,}",
                            "(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{20,}",
                            "(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}",
                            "(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,}",
                            "(?<![A-Za-z0-9])npm_[A-Za-z0-9]{20,}",
                            "(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10,}",
                            "(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}",
                            "(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{30,}",
                            "(?<![A-Za-z0-9])ya29\\.[A-Za-z0-9_-]{20,}",
                            "(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*",
                            "(?<=Bearer )[A-Za-z0-9._~+/=-]{16,}",
                            "(?<=://)[^/@:\\s]{0,256}:[^/@\\s]{1,256}(?=@)",
                            "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[A-Za-z0-9+/=\\s]*"
                                    + "(?:-----END [A-Z ]{0,20}PRIVATE KEY-----)?"));

    private final List<String> values;
    // The bytes before the held ones: a pattern may ask what a secret follows.
    private String before = "";
    private String held = "";
    private boolean swallowing;

    /// @param secrets values known to be secret; also found base64- and URL-encoded
    public Redactor(Collection<String> secrets) {
        var all = new ArrayList<String>();
        for (var secret : secrets) {
            if (secret.length() >= SHORTEST) {
                var bytes = secret.getBytes(StandardCharsets.UTF_8);
                all.add(new String(bytes, StandardCharsets.ISO_8859_1));
                all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
                all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            }
        }
        // The longest first, so that a secret that contains another goes as a whole.
        values = all.stream().distinct().sorted((a, b) -> b.length() - a.length()).toList();
    }

    /// Takes a chunk and gives what is certain by now.
    public byte[] feed(byte[] chunk, int length) {
        // One char a byte: what is no secret passes through unchanged, whatever its encoding.
        return redact(new String(chunk, 0, length, StandardCharsets.ISO_8859_1), false);
    }

    /// Gives the rest; nothing follows.
    public byte[] finish() {
        return redact("", true);
    }

    private byte[] redact(String chunk, boolean last) {
        var text = before + held + chunk;
        var out = new ByteArrayOutputStream();
        var at = swallowing ? swallowed(text, before.length()) : before.length();
        while (at < text.length()) {
            var next = next(text, at, last);
            out.writeBytes(text.substring(at, next.start()).getBytes(StandardCharsets.ISO_8859_1));
            at = next.start();
            if (next.open() && text.length() - at < HOLD) {
                break;
            }
            if (next.end() > at) {
                out.writeBytes(MARK.getBytes(StandardCharsets.ISO_8859_1));
                swallowing = next.open();
                at = next.end();
            } else if (next.open()) {
                // Only the start of a pattern, but longer than any secret: it is none.
                out.write(text.charAt(at++));
            }
        }
        before = text.substring(Math.max(0, at - CONTEXT), at);
        held = text.substring(at);
        return out.toByteArray();
    }

    private int swallowed(String text, int from) {
        var end = from;
        while (end < text.length() && partOfToken(text.charAt(end))) {
            end++;
        }
        swallowing = end == text.length();
        return end;
    }

    private static boolean partOfToken(char c) {
        return c > ' ' && c < 127 && "\"'<>()[]{},;".indexOf(c) < 0;
    }

    /// A secret from `start` to `end`, or with `end == start` nothing more that is certain.
    ///
    /// @param open whether more bytes could still change it
    private record Match(int start, int end, boolean open) {}

    private Match next(String text, int from, boolean last) {
        var matcher = SECRET.matcher(text).useTransparentBounds(true);
        for (var i = from; i < text.length(); i++) {
            var value = valueAt(text, i, last);
            if (value != null) {
                return value;
            }
            if (!mayStart(text, i)) {
                continue;
            }
            matcher.region(i, text.length());
            var found = matcher.lookingAt();
            var open = !last && matcher.hitEnd();
            if (found || open) {
                return new Match(i, found ? matcher.end() : i, open);
            }
        }
        return new Match(text.length(), text.length(), false);
    }

    private @Nullable Match valueAt(String text, int i, boolean last) {
        for (var value : values) {
            var length = Math.min(value.length(), text.length() - i);
            if (text.regionMatches(i, value, 0, length)) {
                if (length == value.length()) {
                    return new Match(i, i + length, false);
                }
                if (!last) {
                    return new Match(i, i, true);
                }
            }
        }
        return null;
    }

    // Cheap, for every byte passes here.
    private static boolean mayStart(String text, int i) {
        var previous = i == 0 ? '\n' : text.charAt(i - 1);
        return switch (text.charAt(i)) {
            case 'g', 's', 'n', 'x', 'A', 'y', 'e', '-' -> true;
            default -> previous == ' ' || previous == '/';
        };
    }
}
