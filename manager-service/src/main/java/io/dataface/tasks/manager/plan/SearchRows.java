package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.web.Storable;
import io.dataface.tasks.model.plan.SearchPage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What pages are found by, in the registry.
@Component
class SearchRows {
    private final JdbcClient jdbc;

    SearchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A page to be written.
    ///
    /// @param blob the content that it was made from
    record Made(SearchPage page, String blob) {
        /// Says from what, and how, a row was made.
        static String mark(String blob) {
            return SearchPage.FORMAT + " " + blob;
        }
    }

    /// From what each page's row was made, by path.
    Map<String, String> marks(String plan) {
        Map<String, String> marks = new HashMap<>();
        jdbc.sql("select path, made_from from search_page where plan_id = :plan")
                .param("plan", plan)
                .query(
                        row -> {
                            marks.put(row.getString("path"), row.getString("made_from"));
                        });
        return marks;
    }

    /// Writes rows, but none of a content that its file no longer shows.
    void write(String plan, List<Made> pages) {
        jdbc.sql(
                        """
                        with made as (
                          insert into search_page (plan_id, path, made_from, kind, title, workstream, task_id, words)
                          select :plan, v.path, v.made_from, v.kind, v.title, v.workstream, v.task_id,
                                 array_to_tsvector(string_to_array(v.names, E'\\n'))
                                 || setweight(to_tsvector('search.words', v.name_words), 'A')
                                 || setweight(to_tsvector('search.words', v.heading_words), 'B')
                                 || to_tsvector('search.words', v.text_words)
                          from unnest(:paths::text[], :blobs::text[], :marks::text[], :kinds::text[], :titles::text[],
                                      :workstreams::text[], :tasks::text[], :names::text[], :nameWords::text[],
                                      :headingWords::text[], :textWords::text[])
                               v(path, blob, made_from, kind, title, workstream, task_id, names, name_words,
                                 heading_words, text_words)
                          join plan_file f on f.plan_id = :plan and f.path = v.path
                                              and coalesce(f.good_blob, f.blob) = v.blob
                          on conflict (plan_id, path) do update
                          set made_from = excluded.made_from, kind = excluded.kind, title = excluded.title,
                              workstream = excluded.workstream, task_id = excluded.task_id, words = excluded.words
                          returning path)
                        insert into search_text (plan_id, path, text, headings)
                        select :plan, made.path, v.text, string_to_array(v.headings, E'\\n')
                        from made join unnest(:paths::text[], :texts::text[], :headings::text[]) v(path, text, headings)
                             on v.path = made.path
                        on conflict (plan_id, path) do update set text = excluded.text, headings = excluded.headings
                        """)
                .param("plan", plan)
                .param("paths", Columns.texts(pages, m -> m.page().path()))
                .param("blobs", Columns.texts(pages, Made::blob))
                .param("marks", Columns.texts(pages, m -> Made.mark(m.blob())))
                .param("kinds", Columns.texts(pages, m -> m.page().kind()))
                .param("titles", Columns.texts(pages, m -> Storable.text(m.page().title())))
                .param("workstreams", Columns.texts(pages, m -> m.page().workstream()))
                .param("tasks", Columns.texts(pages, m -> m.page().taskId()))
                .param("names", Columns.texts(pages, m -> names(m.page())))
                .param("nameWords", Columns.texts(pages, m -> m.page().nameWords()))
                .param("headingWords", Columns.texts(pages, m -> m.page().headingWords()))
                .param("textWords", Columns.texts(pages, m -> m.page().textWords()))
                .param("texts", Columns.texts(pages, m -> Storable.text(m.page().text())))
                .param("headings", Columns.texts(pages, m -> headings(m.page())))
                .update();
    }

    // The mark keeps a name apart from the words that begin like it.
    private static String names(SearchPage page) {
        return Storable.text("=" + String.join("\n=", page.names()));
    }

    private static String headings(SearchPage page) {
        return page.sections().stream()
                .map(s -> s.at() + " " + s.anchor() + " " + Storable.text(s.heading()))
                .collect(Collectors.joining("\n"));
    }

    /// Deletes rows, but none of a file that the plan has.
    void delete(String plan, Collection<String> paths) {
        jdbc.sql(
                        """
                        delete from search_page s where plan_id = :plan and path = any(:paths)
                        and not exists (select from plan_file f where f.plan_id = s.plan_id and f.path = s.path)
                        """)
                .param("plan", plan)
                .param("paths", paths.toArray(String[]::new))
                .update();
    }

    /// Says that something is found otherwise than before.
    void changed(String plan) {
        jdbc.sql("update plan set search_revision = search_revision + 1 where id = :plan")
                .param("plan", plan)
                .update();
    }

    /// Adds words that may be meant; those that are there already stay.
    void addWords(String plan, Set<String> words) {
        jdbc.sql(
                        """
                        insert into search_word (plan_id, word)
                        select :plan, word from unnest(:words::text[]) word order by word
                        on conflict do nothing
                        """)
                .param("plan", plan)
                .param("words", words.toArray(String[]::new))
                .update();
    }

    /// Merges what a large change left beside the index, so that the next searches need not read it
    /// one by one. Not within a transaction.
    void tidy() {
        jdbc.sql("vacuum (analyze, skip_locked) search_page, search_text, search_word").update();
    }
}
