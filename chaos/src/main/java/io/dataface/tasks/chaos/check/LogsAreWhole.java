package io.dataface.tasks.chaos.check;

import java.util.ArrayList;
import java.util.List;

/// Logs have no gap and nothing twice, and are as long as the result said.
final class LogsAreWhole implements Rule {
    @Override
    public String name() {
        return "log";
    }

    @Override
    public List<String> broken(Facts facts) {
        var broken = new ArrayList<String>();
        for (var log : facts.logs()) {
            long end = 0;
            for (var chunk : log.chunks()) {
                if (chunk[0] != end) {
                    broken.add(
                            "log of %s goes on at %d after %d"
                                    .formatted(facts.name(log.dispatch()), chunk[0], end));
                }
                end = chunk[0] + chunk[1];
            }
            if (end != log.length()) {
                broken.add(
                        "log of %s holds %d bytes and counts %d"
                                .formatted(facts.name(log.dispatch()), end, log.length()));
            }
            var told = log.finalLength();
            if (told != null && told != log.length()) {
                broken.add(
                        "log of %s holds %d bytes, its result told %d"
                                .formatted(facts.name(log.dispatch()), log.length(), told));
            }
        }
        return broken;
    }
}
