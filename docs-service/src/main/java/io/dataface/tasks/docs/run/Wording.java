package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.frame.Addresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the console says numbers, times and names.
public final class Wording {

    private Wording() {}

    /// A duration in its two largest units, like `7 min 12 s`; console.js says it the same way.
    public static String duration(Duration duration) {
        long s = Math.max(0, duration.toSeconds());
        if (s < 60) {
            return s + " s";
        }
        if (s < 3_600) {
            return s / 60 + " min " + s % 60 + " s";
        }
        return s < 86_400
                ? s / 3_600 + " h " + s % 3_600 / 60 + " min"
                : s / 86_400 + " d " + s % 86_400 / 3_600 + " h";
    }

    /// The time between two events, exact where it is short, like `340 ms` or `1.2 s`.
    public static String gap(Duration duration) {
        long ms = Math.max(0, duration.toMillis());
        return ms < 1_000
                ? ms + " ms"
                : ms < 10_000
                        ? String.format(Locale.ROOT, "%.1f s", ms / 1_000.0)
                        : duration(duration);
    }

    /// A time that has passed in its largest unit, like `12 min`.
    public static String age(Instant since, Instant now) {
        long s = Math.max(0, Duration.between(since, now).toSeconds());
        if (s < 60) {
            return s + " s";
        }
        return s < 3_600 ? s / 60 + " min" : s < 86_400 ? s / 3_600 + " h" : s / 86_400 + " d";
    }

    /// A commit's first nine characters.
    public static String sha(@Nullable String sha) {
        return sha == null ? "–" : sha.length() > 9 ? sha.substring(0, 9) : sha;
    }

    /// A count with its word, like `1 task` or `2 tasks`.
    public static String count(long n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /// A number of tokens, like `38 k`.
    public static String thousands(long n) {
        return n < 1_000 ? Long.toString(n) : (n + 500) / 1_000 + " k";
    }

    /// A code like `TIMED_OUT` or `no_changes` in words.
    public static String words(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// A code in words, as a sentence begins.
    public static String sentence(String code) {
        String words = words(code);
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// The address of a page of the plan.
    ///
    /// @param path the file's path below the plan's folder
    public static String page(String path) {
        return Addresses.page(path);
    }

    /// Text as part of an address.
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
