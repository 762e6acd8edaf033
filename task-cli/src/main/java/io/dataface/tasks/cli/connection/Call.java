package io.dataface.tasks.cli.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One request to the manager.
///
/// @param path below `/api/v1`, encoded, with its query
/// @param body sent as JSON; null for none
public record Call(String method, String path, @Nullable Object body, Map<String, String> headers) {
    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(String path) {
        return new Call("GET", path, null, Map.of());
    }

    /// A POST with an idempotency key of its own, so that sending it again is safe.
    public static Call post(String path, @Nullable Object body) {
        return new Call(
                "POST", path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    public static Call patch(String path, Object body) {
        return new Call("PATCH", path, body, Map.of());
    }

    public static Call delete(String path) {
        return new Call("DELETE", path, null, Map.of());
    }

    /// The same with one more header.
    public Call with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Call(method, path, body, all);
    }

    /// Whether the same request may be sent again when its answer is not known.
    boolean repeatable() {
        return method.equals("GET")
                || method.equals("DELETE")
                || headers.containsKey("Idempotency-Key");
    }
}
