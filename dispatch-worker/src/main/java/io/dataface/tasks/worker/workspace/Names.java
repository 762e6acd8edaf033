package io.dataface.tasks.worker.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Checks names that come from elsewhere and makes file names of them.
public final class Names {
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private Names() {}

    /// Whether it is a full object id.
    public static boolean sha(String text) {
        return SHA.matcher(text).matches();
    }

    /// Whether it is a branch name that is safe everywhere (stricter than git).
    public static boolean branch(String text) {
        return BRANCH.matcher(text).matches()
                && !text.contains("..")
                && !text.contains("//")
                && !text.contains("/.")
                && !text.endsWith("/")
                && !text.endsWith(".")
                && !text.contains(".lock/")
                && !text.endsWith(".lock")
                && !text.startsWith("refs/")
                && !text.equals("HEAD");
    }

    /// A folder name that shows `name` and differs where `key` differs.
    static String folder(String name, String key) {
        var safe = UNSAFE.matcher(name).replaceAll("_");
        var start = safe.startsWith(".") ? "_" + safe : safe;
        return start.substring(0, Math.min(60, start.length())) + "-" + hash(key);
    }

    private static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
