package io.dataface.tasks.manager.testing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is in the registry, as one text, to tell whether a request wrote anything. Signs of
/// life are
/// left out.
public final class Contents {
    private static final List<String> TABLES =
            List.of(
                    "plan",
                    "plan_file",
                    "repository",
                    "agent",
                    "task",
                    "dispatch",
                    "history",
                    "audit",
                    "follow_up",
                    "dispatch_log",
                    "log_chunk",
                    "dispatch_change",
                    "placement_backoff");

    private static final String SQL =
            TABLES.stream()
                            .map(
                                    t ->
                                            "select '%1$s' as t, md5(string_agg(x::text, '|' order by x::text)) as h from %1$s x"
                                                    .formatted(t))
                            .collect(Collectors.joining(" union all "))
                    + """
                     union all select 'worker', md5(string_agg(x::text, '|' order by x::text))
                     from (select id, name, host, pool, capacity, agents, labels, version, drain_at, ended_at from worker) x
                     union all select 'lease', md5(string_agg(x::text, '|' order by x::text))
                     from (select dispatch_id, token, worker_id, phase, push_sha from lease) x
                    """;

    private Contents() {}

    public static String of(JdbcClient jdbc) {
        return Objects.requireNonNull(
                jdbc.sql(
                                "select string_agg(t || ' ' || coalesce(h, ''), ',' order by t)"
                                        + " from ("
                                        + SQL
                                        + ") s")
                        .query(String.class)
                        .single());
    }
}
