package io.dataface.tasks.model.doorbell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The names of a pool's topics and subscriptions. What they may not hold is percent-encoded,
/// which they may.
///
/// @param prefix sets installations of one project apart; starts with a letter
/// @param pool the pool of workers
public record PoolNames(String prefix, String pool) {
    /// What a prefix must match, by Pub/Sub's rules for names.
    public static final String PREFIX = "(?!goog)[A-Za-z][A-Za-z0-9._~+-]{0,99}";

    /// [#PREFIX] in words.
    public static final String PREFIX_RULE =
            "must start with a letter, not with goog, and hold letters, digits and . _ ~ + - only,"
                    + " at most 100";

    /// Where doorbells are published.
    public String topic() {
        return prefix + "-" + URLEncoder.encode(pool, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    /// What all workers of the pool share.
    public String subscription() {
        return topic() + "-workers";
    }

    /// Where messages go that nobody can read.
    public String deadTopic() {
        return topic() + "-dead";
    }

    /// What the manager collects those from.
    public String deadSubscription() {
        return deadTopic() + "-manager";
    }
}
