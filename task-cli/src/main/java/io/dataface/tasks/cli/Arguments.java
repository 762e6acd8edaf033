package io.dataface.tasks.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process's arguments as UTF-8, whatever the locale.
final class Arguments {

    private Arguments() {}

    /// Under `LANG=C` the JVM reads bytes above 127 as U+FFFD; Linux still has the bytes.
    static String[] decoded(String[] args) {
        if (!String.join("", args).contains("\uFFFD")) {
            return args;
        }
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc/self/cmdline"));
            String[] all = new String(line, StandardCharsets.UTF_8).split("\0", -1);
            int first = all.length - 1 - args.length;
            return first < 0 ? args : java.util.Arrays.copyOfRange(all, first, all.length - 1);
        } catch (IOException e) {
            return args;
        }
    }
}
