package io.dataface.tasks.manager.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of one notice for each plan: kinds and at most 50 keys of each, else "resync".
final class Payload {
    private static final int KEYS = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Payload() {}

    static List<String> of(Collection<RegistryChanged> changes) {
        var byPlan = new LinkedHashMap<String, List<RegistryChanged>>();
        changes.forEach(c -> byPlan.computeIfAbsent(c.plan(), p -> new ArrayList<>()).add(c));
        return byPlan.entrySet().stream()
                .map(e -> JSON.writeValueAsString(merge(e.getKey(), e.getValue())))
                .toList();
    }

    private static Map<String, Object> merge(String plan, List<RegistryChanged> changes) {
        var json = new LinkedHashMap<String, Object>();
        json.put("plan", plan);
        var tasks = keys(changes, RegistryChanged::tasks);
        var dispatches = keys(changes, RegistryChanged::dispatches);
        var logs = keys(changes, RegistryChanged::logs);
        boolean resync = Math.max(tasks.size(), Math.max(dispatches.size(), logs.size())) > KEYS;
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
