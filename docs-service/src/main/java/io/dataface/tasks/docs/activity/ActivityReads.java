package io.dataface.tasks.docs.activity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataface.tasks.docs.frame.Basis;
import io.dataface.tasks.docs.frame.KeepSettings;
import io.dataface.tasks.docs.frame.Templates;
import io.dataface.tasks.docs.published.LastChange;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.run.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Reads the activity, each page in a fixed number of statements.
@Component
class ActivityReads {

    /// Entries shown of a day among others, and of a day alone.
    static final int OF_DAY = 30;

    static final int OF_ONE_DAY = 1_000;

    /// Bytes of the weeks that are kept for the next who asks.
    private static final long KEPT = 24_000_000;

    /// Should a change have been missed.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int FEED = 50;
    private static final Duration FEED_TIME = Duration.ofDays(30);

    private static final String COLUMNS =
            """
            id, at, whole_day, kind, task_id, title, path, workstream, owner, actor, agent, pr_number, pr_url,
            dispatch_id, outcome, detail\
            """;

    private final JdbcClient db;
    private final PlanSettings plan;
    private final InstantSource clock;
    private final LastChange last;
    private final ActivityAsides asides;
    private final Templates templates;
    private final Cache<Asked, ActivityPage> pages;

    private record Asked(String mark, LocalDate today, Span span, Filter filter) {}

    ActivityReads(
            JdbcClient db,
            PlanSettings plan,
            InstantSource clock,
            ActivityAsides asides,
            Templates templates,
            LastChange last,
            KeepSettings keep) {
        this.db = db;
        this.plan = plan;
        this.clock = clock;
        this.asides = asides;
        this.templates = templates;
        this.last = last;
        this.pages =
                Caffeine.newBuilder()
                        .maximumWeight(Math.min(KEPT, keep.bytes().toBytes()))
                        .weigher((Asked _, ActivityPage page) -> page.shown().weight())
                        .expireAfterWrite(LONGEST)
                        .build();
    }

    void forget() {
        last.forget();
        pages.invalidateAll();
        asides.forget();
    }

    LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    ActivityPage page(Span span, Filter filter) {
        LastChange.Mark mark = last.mark();
        return pages.get(new Asked(mark.name(), today(), span, filter), this::read)
                .checked(mark.checked());
    }

    /// Of a page that is made from now on: it also tells when the plan was looked at, and ends
    /// with the day.
    Basis basis() {
        Basis written = last.basis();
        LastChange.Mark mark = last.mark();
        LocalDate day = today();
        return () -> written.holds() && last.mark().equals(mark) && today().equals(day);
    }

    private ActivityPage read(Asked asked) {
        List<Entry> entries = entries(asked.span(), asked.filter());
        return new ActivityPage(
                asked.span(),
                asked.filter(),
                asked.span().holds(asked.today()),
                shown(asked, entries),
                entries.isEmpty() ? newest(asked.filter()) : entries.getFirst().at(),
                asides.of(asked.mark()),
                null);
    }

    private List<Entry> entries(Span span, Filter filter) {
        return asked(
                        """
                        select %s, of_day from (
                          select *, count(*) over (partition by (at at time zone 'UTC')::date) as of_day,
                                 row_number() over (partition by (at at time zone 'UTC')::date
                                                    order by at desc, id desc) as place
                          from published.activity
                          where plan_id = :plan and at >= :from and at < :to%s) a
                        where place <= :most order by at desc, id desc
                        """,
                        filter)
                .param("from", Timestamp.from(span.from()))
                .param("to", Timestamp.from(span.to()))
                .param("most", span.oneDay() ? OF_ONE_DAY : OF_DAY)
                .query((row, _) -> entry(row, row.getInt("of_day")))
                .list();
    }

    private KeptHtml shown(Asked asked, List<Entry> entries) {
        return entries.isEmpty()
                ? KeptHtml.NOTHING
                : KeptHtml.of(
                        templates.html(
                                "activity/days",
                                Map.of(
                                        "span", asked.span(),
                                        "filter", asked.filter(),
                                        "days", ActivityPage.days(entries))));
    }

    /// The newest entries of the last 30 days.
    List<Entry> feed(Filter filter) {
        return asked(
                        """
                        select %s from published.activity
                        where plan_id = :plan and at >= :from%s order by at desc, id desc limit :most
                        """,
                        filter)
                .param("from", Timestamp.from(clock.instant().minus(FEED_TIME)))
                .param("most", FEED)
                .query((row, _) -> entry(row, 0))
                .list();
    }

    /// Entries of a span in their order, some of them.
    ///
    /// @param after the one that they follow; null for the first ones
    List<Entry> next(Span span, Filter filter, @Nullable Entry after, int most) {
        return asked(
                        """
                        select %s from published.activity
                        where plan_id = :plan and at >= :from and at <= :to and (at, id) < (:to, :id)%s
                        order by at desc, id desc limit :most
                        """,
                        filter)
                .param("from", Timestamp.from(span.from()))
                .param("to", Timestamp.from(after == null ? span.to() : after.at()))
                .param("id", after == null ? "" : after.id())
                .param("most", most)
                .query((row, _) -> entry(row, 0))
                .list();
    }

    private @Nullable Instant newest(Filter filter) {
        return asked(
                        """
                        select at from published.activity where plan_id = :plan%2$s
                        order by at desc limit 1
                        """,
                        filter)
                .query((row, _) -> Objects.requireNonNull(Columns.instant(row, "at")))
                .optional()
                .orElse(null);
    }

    // Only what is asked for stands in the statement, so that the database need not guess.
    private StatementSpec asked(String sql, Filter filter) {
        var set = filter.set();
        String conditions =
                (filter.kind().isEmpty() ? "" : " and kind = :kind")
                        + set.keySet().stream()
                                .map(name -> " and " + column(name) + " = :" + name)
                                .collect(Collectors.joining());
        StatementSpec statement =
                db.sql(sql.formatted(COLUMNS, conditions)).param("plan", plan.planId());
        if (!filter.kind().isEmpty()) {
            statement = statement.param("kind", filter.kind());
        }
        return statement.params(set);
    }

    private static String column(String name) {
        return name.equals("by") ? "actor" : name;
    }

    static Entry entry(ResultSet row, int ofDay) throws SQLException {
        return new Entry(
                row.getString("id"),
                Objects.requireNonNull(Columns.instant(row, "at")),
                row.getBoolean("whole_day"),
                row.getString("kind"),
                row.getString("task_id"),
                row.getString("title"),
                row.getString("path"),
                row.getString("workstream"),
                row.getString("owner"),
                row.getString("actor"),
                row.getString("agent"),
                row.getObject("pr_number", Integer.class),
                row.getString("pr_url"),
                row.getObject("dispatch_id", UUID.class),
                row.getString("outcome"),
                row.getString("detail"),
                ofDay);
    }
}
