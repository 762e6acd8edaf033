package io.dataface.tasks.docs.published;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Says cheaply whether searches and activity are as they were.
@Component
public class LastChange {

    private final JdbcClient jdbc;

    /// @param name of the last of everything that is searched or told of: the same name, the same
    ///     answers
    /// @param checked when the plan was looked at last, null where never
    public record Mark(String name, @Nullable Instant checked) {}

    LastChange(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Made of the plan's revisions and of what people did, what ended, was completed or merged
    /// last. A change of an old entry alone has no new name.
    public Mark mark(String planId) {
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
