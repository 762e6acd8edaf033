package io.dataface.tasks.manager.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Names of task branches: `task/<slug>`, with a short hash of the id where the slug repeats,
/// is long or is unfit for git.
final class Branches {
    static final int LONGEST = 80;

    private Branches() {}

    static String name(String slug, String taskId, boolean taken) {
        String fit = slug.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        fit = fit.replaceAll("^-+|-+$", "");
        boolean same = fit.equals(slug) && !fit.isEmpty() && fit.length() <= LONGEST;
        if (same && !taken) {
            return "task/" + fit;
        }
        String cut = fit.length() > LONGEST ? fit.substring(0, LONGEST) : fit;
        return "task/" + (cut.isEmpty() ? "task" : cut) + "-" + hash(taskId);
    }

    private static String hash(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = digest.digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
