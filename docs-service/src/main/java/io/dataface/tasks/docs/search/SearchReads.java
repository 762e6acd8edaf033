package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.run.Columns;
import io.dataface.tasks.docs.run.Wording;
import io.dataface.tasks.model.plan.SearchPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads what the registry finds, each question in one statement, and one more for texts
/// that were not shown lately.
@Component
class SearchReads {

    // The question is made once and joined, so that the index of words answers it whatever the
    // planner thinks of the words. Ranks add up single words: places of pairs cost more than they
    // tell. Facts of tasks are read of the shown pages alone.
    private static final String FIND =
            """
            with asked as materialized (
              select cast(:named as tsquery) as named, to_tsquery('search.words', :found) as found,
                     to_tsquery('search.words', :whole) as whole, to_tsquery('search.words', :ranked) as ranked,
                     tsvector_to_array(to_tsvector('search.words', :plain)) as stems, lower(:text) as text),
            hits as materialized (
              select p.path, p.kind, p.workstream, p.title, p.words @@ a.named as named,
                     octet_length(p.title) = octet_length(a.text) and lower(p.title) = a.text as titled,
                     ts_rank('{0.05, 0.2, 0.4, 1.0}', p.words, a.ranked)
                     + ts_rank('{0.05, 0.2, 0.4, 1.0}', p.words, a.whole) as rank
              from asked a join published.search_page p on p.words @@ (a.named || a.found)
              where p.plan_id = :plan and (%s)),
            shown as (
              select path, title, named, titled, rank from hits
              where (:kind = '' or kind = :kind) and (:workstream = '' or workstream = :workstream)
              order by named desc, titled desc, rank desc, title collate "C", path collate "C" limit :size offset :passed)
            select a.stems, s.named,
                   case when not exists (select from hits) then array(
                     select word from unnest(:words::text[]) word
                     where exists (select from published.search_page p
                                   where p.plan_id = :plan and p.words @@ to_tsquery('search.words', word || ':*')))
                   end as known,
                   (select array_agg(kind || ' ' || n || ' ' || coalesce(workstream, '')) from
                      (select kind, workstream, count(*) as n from hits group by kind, workstream) c) as counts,
                   p.path, p.version, p.kind, p.title, p.workstream, p.task_id, p.status, p.in_review
            from asked a
            left join shown s on true
            left join published.search_page p on p.plan_id = :plan and p.path = s.path
            order by s.named desc, s.titled desc, s.rank desc, s.title collate "C", s.path collate "C"
            """;

    private static final String FIND_ANY = FIND.formatted("true");

    private static final Map<String, String> BY_STATUS =
            Map.of(
                    "open", FIND.formatted("p.status = 'not_started'"),
                    "review", FIND.formatted("p.in_review"),
                    "completed", FIND.formatted("p.status = 'completed'"),
                    "cancelled", FIND.formatted("p.status = 'cancelled'"));

    private final JdbcClient db;
    private final PlanSettings plan;
    private final PageTexts texts;

    SearchReads(JdbcClient db, PlanSettings plan, PageTexts texts) {
        this.db = db;
        this.plan = plan;
        this.texts = texts;
    }

    /// What was found.
    ///
    /// @param known where that is nothing, the words that pages have
    record Found(Answer answer, Set<String> known) {}

    /// The pages that have the words, the best first.
    ///
    /// @param found the words as the database asks for them
    /// @param words the same, to rank and to mark by
    Found find(Question question, String found, List<String> words, int size) {
        Counts counts = new Counts();
        List<FoundPage> pages = new ArrayList<>();
        Set<String> stems = new HashSet<>();
        Set<String> known = new HashSet<>();
        db.sql(BY_STATUS.getOrDefault(question.status(), FIND_ANY))
                .param("plan", plan.planId())
                .param("named", Words.named(SearchPage.exact(question.text())))
                .param("found", found)
                .param("whole", Words.whole(words))
                .param("ranked", Words.any(words))
                .param("plain", String.join(" ", words))
                .param("words", words.toArray(String[]::new))
                .param("text", question.text())
                .param("kind", question.kind())
                .param("workstream", question.workstream())
                .param("size", size)
                .param("passed", (question.page() - 1) * Question.SIZE)
                .query(
                        row -> {
                            if (stems.isEmpty()) {
                                stems.addAll(Columns.texts(row, "stems"));
                                counts.addAll(Columns.texts(row, "counts"));
                                known.addAll(Columns.texts(row, "known"));
                            }
                            if (row.getString("path") != null) {
                                pages.add(FoundPage.of(row));
                            }
                        });
        Marks marks = Marks.of(words, stems);
        Map<String, PageText> read = texts.of(pages);
        List<Hit> hits =
                pages.stream()
                        .map(page -> page.hit(marks, read.getOrDefault(page.path(), PageText.NONE)))
                        .toList();
        Answer answer =
                new Answer(
                        question,
                        Answer.Manner.ALL,
                        List.of(),
                        hits,
                        counts.total(question),
                        counts.kinds(question),
                        counts.workstreams(question));
        return new Found(answer, known);
    }

    /// Pull requests with this number: those of the plan's tasks, and those of no task.
    List<Hit> pullRequests(int number) {
        return db.sql(
                        """
                        select r.url, r.repository, r.branch, r.state, t.path, t.title, t.id, t.workstream, t.status,
                               t.in_review
                        from published.pull_request r left join published.task t on t.key = r.task_key
                        where r.number = :number and (t.plan_id = :plan or r.task_key is null)
                        order by r.repository limit 5
                        """)
                .param("number", number)
                .param("plan", plan.planId())
                .query((row, _) -> pullRequest(row, number))
                .list();
    }

    private static Hit pullRequest(ResultSet row, int number) throws SQLException {
        String path = row.getString("path");
        String title = row.getString("title");
        String workstream = row.getString("workstream");
        String repository = row.getString("repository");
        String name = "Pull request #" + number;
        return new Hit(
                path == null ? linkable(row.getString("url")) : Wording.page(path),
                path == null ? "Pull request" : "Task",
                Marks.NONE.whole(title == null ? name : title),
                workstream == null ? repository : workstream,
                row.getString("id"),
                FoundPage.chip(row.getString("status"), row.getBoolean("in_review")),
                null,
                Marks.NONE.whole(
                        "%s of %s, %s: %s"
                                .formatted(
                                        name,
                                        repository,
                                        row.getString("state"),
                                        row.getString("branch"))));
    }

    private static String linkable(String url) {
        return url.startsWith("https://") || url.startsWith("http://") ? url : "/activity";
    }

    /// Words of the plan's pages that look like each of these, the most alike first.
    Map<String, List<String>> alike(List<String> words) {
        Map<String, List<String>> alike = new HashMap<>();
        db.sql(
                        """
                        select asked, near.word
                        from unnest(:words::text[]) asked cross join lateral (
                          select w.word, w.likeness from (
                            select word, search.similarity(word, asked) as likeness from published.search_word
                            where plan_id = :plan and word operator(search.%) asked
                            order by likeness desc, word limit 60) w
                          where exists (select from published.search_page p where p.plan_id = :plan
                                        and p.words @@ plainto_tsquery('search.words', w.word))
                          limit 20) near
                        order by near.likeness desc, near.word
                        """)
                .param("words", words.toArray(String[]::new))
                .param("plan", plan.planId())
                .query(
                        row -> {
                            alike.computeIfAbsent(row.getString("asked"), _ -> new ArrayList<>())
                                    .add(row.getString("word"));
                        });
        return alike;
    }
}
