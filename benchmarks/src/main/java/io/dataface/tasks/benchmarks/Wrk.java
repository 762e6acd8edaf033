package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The load generator `wrk`: a closed loop on one thread, which costs a small part of what a driver
/// in Java does, so that what is measured has the processors to itself.
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern SHARE = Pattern.compile("\\s(50|99)%\\s+([0-9.]+)(us|ms|s|m)\\b");
    private static final Pattern FAULT =
            Pattern.compile("(Socket errors:.*|Non-2xx or 3xx responses:.*)");

    private Wrk() {}

    /// What came out.
    ///
    /// @param perSecond answers
    /// @param fault what went wrong, empty where nothing did
    record Answers(double perSecond, double p50Millis, double p99Millis, String fault) {}

    /// Asks for one address again and again.
    ///
    /// @param headers name and value, each as one text
    static Answers load(String url, int connections, Duration time, List<String> headers)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "-t1",
                                "-c" + connections,
                                "-d" + time.toSeconds() + "s",
                                "--timeout",
                                "30s",
                                "--latency"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.add(url);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("wrk failed: " + out);
        }
        return read(out);
    }

    private static Answers read(String out) throws IOException {
        Matcher rate = RATE.matcher(out);
        if (!rate.find()) {
            throw new IOException("wrk said something else: " + out);
        }
        double p50 = Double.NaN;
        double p99 = Double.NaN;
        Matcher share = SHARE.matcher(out);
        while (share.find()) {
            double millis = Double.parseDouble(share.group(2)) * unit(share.group(3));
            if (share.group(1).equals("50")) {
                p50 = millis;
            } else {
                p99 = millis;
            }
        }
        Matcher fault = FAULT.matcher(out);
        return new Answers(
                Double.parseDouble(rate.group(1)), p50, p99, fault.find() ? fault.group(1) : "");
    }

    private static double unit(String name) {
        return switch (name) {
            case "us" -> 0.001;
            case "ms" -> 1;
            case "s" -> 1_000;
            default -> 60_000;
        };
    }
}
