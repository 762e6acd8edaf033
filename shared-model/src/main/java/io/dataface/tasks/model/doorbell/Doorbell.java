package io.dataface.tasks.model.doorbell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A message to the workers of a pool: this dispatch can be had, so ask the manager. It is a hint
/// and gives no right to anything.
///
/// @param dispatch the dispatch that rings
/// @param attempt its attempt, from 1
/// @param plan its plan's id; null where the message does not say
/// @param traceparent what made it ring, as in W3C Trace Context; null where that is unknown
public record Doorbell(
        UUID dispatch, int attempt, @Nullable String plan, @Nullable String traceparent) {
    private static final String DISPATCH = "dispatch";
    private static final String ATTEMPT = "attempt";
    private static final String PLAN = "plan";
    private static final String TRACEPARENT = "traceparent";

    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int SHOWN = 60;

    /// The message's attributes.
    public Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put(DISPATCH, dispatch.toString());
        attributes.put(ATTEMPT, Integer.toString(attempt));
        if (plan != null) {
            attributes.put(PLAN, plan);
        }
        if (traceparent != null) {
            attributes.put(TRACEPARENT, traceparent);
        }
        return attributes;
    }

    /// Reads a message's attributes; further ones and a malformed trace are ignored.
    ///
    /// @throws UnreadableDoorbellException if no dispatch or no attempt can be read
    public static Doorbell read(Map<String, String> attributes) throws UnreadableDoorbellException {
        var trace = attributes.get(TRACEPARENT);
        return new Doorbell(
                dispatch(attributes.get(DISPATCH)),
                attempt(attributes.get(ATTEMPT)),
                attributes.get(PLAN),
                trace != null && TRACE.matcher(trace).matches() ? trace : null);
    }

    private static UUID dispatch(@Nullable String text) throws UnreadableDoorbellException {
        if (text == null) {
            throw new UnreadableDoorbellException("it has no attribute \"dispatch\"");
        }
        try {
            var id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like a short form that Java would read.
        }
        throw new UnreadableDoorbellException(
                "its attribute \"dispatch\" is \"%s\", not a UUID".formatted(shown(text)));
    }

    private static int attempt(@Nullable String text) throws UnreadableDoorbellException {
        if (text == null) {
            throw new UnreadableDoorbellException("it has no attribute \"attempt\"");
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new UnreadableDoorbellException(
                    "its attribute \"attempt\" is \"%s\", not a number from 1"
                            .formatted(shown(text)));
        }
        return Integer.parseInt(text);
    }

    private static String shown(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "…";
    }
}
