package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Reads what a client takes and what it has already.
final class Encodings {

    private Encodings() {}

    /// Whether the answer may be compressed with gzip.
    static boolean takesGzip(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        Boolean any = null;
        for (String part : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] words = part.split(";", 2);
            String name = words[0].strip();
            boolean wanted = words.length < 2 || !isNothing(words[1]);
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return wanted;
            }
            if (name.equals("*")) {
                any = wanted;
            }
        }
        return any != null && any;
    }

    private static boolean isNothing(String parameter) {
        return parameter.replace(" ", "").matches("q=0(\\.0*)?");
    }

    /// Whether the client says that it has the page with this tag.
    static boolean has(HttpServletRequest request, String tag) {
        @Nullable Enumeration<String> given = request.getHeaders(HttpHeaders.IF_NONE_MATCH);
        while (given != null && given.hasMoreElements()) {
            for (String one : given.nextElement().split(",")) {
                String stripped = one.strip();
                String strong = stripped.startsWith("W/") ? stripped.substring(2) : stripped;
                if (strong.equals(tag) || strong.equals("*")) {
                    return true;
                }
            }
        }
        return false;
    }
}
