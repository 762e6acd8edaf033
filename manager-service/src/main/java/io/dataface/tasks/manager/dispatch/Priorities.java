package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.web.ApiException;
import org.jspecify.annotations.Nullable;

/// Priorities as people write them.
final class Priorities {
    private Priorities() {}

    /// 0 to 3 for p0 to p3; null for null.
    static @Nullable Integer parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("p[0-3]")) {
            throw ApiException.badRequest(
                    "bad_priority",
                    "/priority",
                    "priority must be p0, p1, p2 or p3, not \"" + text + "\"");
        }
        return text.charAt(1) - '0';
    }
}
