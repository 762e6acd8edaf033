package io.dataface.tasks.manager.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of one notice for each plan, without a plan where it concerns all: kinds and at
/// most 50 keys of each, else "resync".
final class Payload {
    private static final int KEYS = 50;
    /// Postgres refuses a notice of 8000 bytes or more.
    private static final int BYTES = 7_900;
    /// Anything may have changed in any plan.
    static final String RESYNC = "{\"resync\":true}";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Payload() {}

    static List<String> of(Collection<RegistryChanged> changes) {
        var byPlan = new LinkedHashMap<String, List<RegistryChanged>>();
        changes.forEach(c -> byPlan.computeIfAbsent(c.plan(), p -> new ArrayList<>()).add(c));
        return byPlan.entrySet().stream().map(e -> text(e.getKey(), e.getValue())).toList();
    }

    private static String text(String plan, List<RegistryChanged> changes) {
        String text = JSON.writeValueAsString(merge(plan, changes, false));
        return text.getBytes(StandardCharsets.UTF_8).length <= BYTES
                ? text
                : JSON.writeValueAsString(merge(plan, changes, true));
    }

    private static Map<String, Object> merge(
            String plan, List<RegistryChanged> changes, boolean tooLong) {
        var json = new LinkedHashMap<String, Object>();
        if (!plan.isEmpty()) {
            json.put("plan", plan);
        }
        var tasks = keys(changes, RegistryChanged::tasks);
        var dispatches = keys(changes, RegistryChanged::dispatches);
        var logs = keys(changes, RegistryChanged::logs);
        boolean resync =
                tooLong || Math.max(tasks.size(), Math.max(dispatches.size(), logs.size())) > KEYS;
        json.put("tasks", resync ? List.of() : tasks);
        json.put("dispatches", resync ? List.of() : dispatches);
        json.put("logs", resync ? List.of() : logs);
        json.put("files", changes.stream().anyMatch(RegistryChanged::files));
        json.put("workers", changes.stream().anyMatch(RegistryChanged::workers));
        json.put("resync", resync);
        return json;
    }

    private static TreeSet<String> keys(
            List<RegistryChanged> changes, Function<RegistryChanged, Collection<?>> of) {
        var keys = new TreeSet<String>();
        changes.forEach(c -> of.apply(c).forEach(k -> keys.add(k.toString())));
        return keys;
    }
}
