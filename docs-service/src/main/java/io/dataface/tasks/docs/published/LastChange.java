package io.dataface.tasks.docs.published;

import io.dataface.tasks.docs.frame.Basis;
import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.Recent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Says cheaply whether searches and activity are as they were.
@Component
public class LastChange {

    /// Should a change have been missed.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final PlanSettings plan;
    private final InstantSource clock;
    private final Recent<String, Mark> marks;

    /// @param name of the last of everything that is searched or told of: the same name,
    ///     the same
    ///     answers
    /// @param checked when the plan was looked at last, null where never
    public record Mark(String name, @Nullable Instant checked) {}

    LastChange(JdbcClient jdbc, PlanSettings plan, InstantSource clock, Freshness freshness) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.clock = clock;
        this.marks = new Recent<>(freshness, 10, _ -> 1);
    }

    /// Made of the plan's revisions and of what people did, what ended, was completed or merged
    /// last. A change of an old entry alone has no new name.
    public Mark mark() {
        return marks.get(plan.planId(), this::read);
    }

    /// Of an answer that is made from now on: holds until something is written that it may
    /// show,
    /// and no longer than a minute.
    public Basis basis() {
        String name = mark().name();
        long made = clock.millis();
        return () -> {
            long passed = clock.millis() - made;
            return passed >= 0 && passed < LONGEST.toMillis() && mark().name().equals(name);
        };
    }

    /// Makes the next one who asks look again.
    public void forget() {
        marks.clear();
    }

    private Mark read(String planId) {
        return jdbc.sql(
                        """
                        select concat_ws(' ',
                          (select p.revision || ' ' || p.search_revision
                           from published.plan p where p.id = :plan),
                          (select max(id) from published.audit),
                          (select max(ended_at) from published.dispatch where ended_at is not null),
                          (select at from published.completed_task where plan_id = :plan order by at desc limit 1),
                          (select max(merged_at) from published.pull_request where state = 'merged'),
                          (select count(*) || ' ' || max(seen_at) from published.pull_request where state = 'open')) as name,
                          (select checked_at from published.plan where id = :plan) as checked_at
                        """)
                .param("plan", planId)
                .query(
                        (row, _) ->
                                new Mark(
                                        row.getString("name"),
                                        PublishedPlans.instant(row, "checked_at")))
                .single();
    }
}
