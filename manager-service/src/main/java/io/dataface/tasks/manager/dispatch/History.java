package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchState;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Writes the append-only history: a gapless sequence for each dispatch, counted under its
/// row's lock.
@Component
class History {
    private final JdbcClient jdbc;

    History(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One row; states are null where the event moves nothing.
    record Entry(
            UUID dispatch,
            String event,
            @Nullable DispatchState from,
            @Nullable DispatchState to,
            String actor,
            @Nullable Long token,
            @Nullable String reason,
            @Nullable String detail) {

        static Entry move(
                UUID dispatch,
                DispatchState from,
                DispatchState to,
                String actor,
                @Nullable Long token) {
            return new Entry(dispatch, to.name().toLowerCase(), from, to, actor, token, null, null);
        }

        static Entry event(UUID dispatch, String event, String actor, @Nullable String detail) {
            return new Entry(dispatch, event, null, null, actor, null, null, detail);
        }
    }

    void append(Entry entry) {
        append(List.of(entry));
    }

    /// Appends in one statement; at most one row a dispatch.
    void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        with rows as (
                            select * from unnest(:ids::uuid[], :events::text[], :froms::text[], :tos::text[],
                                                 :actors::text[], :tokens::bigint[], :reasons::text[], :details::text[])
                                as r(id, event, from_state, to_state, actor, token, reason, detail)),
                        counted as (
                            update dispatch d set history_length = d.history_length + 1
                            from rows r where d.id = r.id returning d.id, d.history_length)
                        insert into history (dispatch_id, seq, event, from_state, to_state, actor, token, reason, detail)
                        select r.id, c.history_length, r.event, r.from_state, r.to_state, r.actor, r.token, r.reason, r.detail
                        from rows r join counted c on c.id = r.id
                        """)
                .param("ids", entries.stream().map(Entry::dispatch).toArray(UUID[]::new))
                .param("events", texts(entries, Entry::event))
                .param("froms", texts(entries, e -> name(e.from())))
                .param("tos", texts(entries, e -> name(e.to())))
                .param("actors", texts(entries, Entry::actor))
                .param("tokens", entries.stream().map(Entry::token).toArray(Long[]::new))
                .param("reasons", texts(entries, Entry::reason))
                .param("details", texts(entries, Entry::detail))
                .update();
    }

    /// Keeps a report that moved nothing; the same again adds no row.
    void evidence(UUID dispatch, String event, String actor, long token, @Nullable String detail) {
        boolean known =
                jdbc.sql(
                                """
                                select exists (select from history
                                               where dispatch_id = :id and event = :event and token = :token)
                                """)
                        .param("id", dispatch)
                        .param("event", event)
                        .param("token", token)
                        .query(Boolean.class)
                        .single();
        if (!known) {
            append(new Entry(dispatch, event, null, null, actor, token, null, detail));
        }
    }

    private static @Nullable String name(@Nullable DispatchState state) {
        return state == null ? null : state.name();
    }

    private static @Nullable String[] texts(
            List<Entry> entries, Function<Entry, @Nullable String> of) {
        @Nullable String[] texts = new String[entries.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = of.apply(entries.get(i));
        }
        return texts;
    }
}
