package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchKind;
import io.dataface.tasks.model.api.KickoffAnswer.Preview;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What an agent would be given if the task were kicked off now; the same prompt that a claim
/// makes.
@Component
class Previews {
    private final JdbcClient jdbc;
    private final PromptParts parts;

    Previews(JdbcClient jdbc, PromptParts parts) {
        this.jdbc = jdbc;
        this.parts = parts;
    }

    @Transactional(readOnly = true)
    Map<Long, Preview> of(Collection<Long> tasks) {
        var texts = parts.ofTasks(tasks);
        var previews = new HashMap<Long, Preview>();
        jdbc.sql(
                        """
                        select t.key, t.id, t.slug, t.title, t.branch, f.wanted_repository, f.wanted_agent, pr.url, r.base_branch, p.commit_id,
                               t.branch is null and exists (select from task o where o.repository = r.name and o.slug = t.slug
                                                            and o.key <> t.key) as slug_taken
                        from task t join plan p on p.id = t.plan_id join task_fact f on f.task_key = t.key
                        left join repository r on r.name = f.wanted_repository and r.active
                        left join published.repository pr on pr.name = r.name
                        where t.key = any (:keys)
                        """)
                .param("keys", tasks.toArray(Long[]::new))
                .query(
                        row -> {
                            long key = row.getLong("key");
                            String known = row.getString("branch");
                            String branch =
                                    known != null
                                            ? known
                                            : Branches.name(
                                                    row.getString("slug"),
                                                    row.getString("id"),
                                                    row.getBoolean("slug_taken"));
                            String repository = row.getString("wanted_repository");
                            var prompt =
                                    new Prompt(
                                            row.getString("id"),
                                            row.getString("title"),
                                            DispatchKind.START,
                                            1,
                                            texts.text(key),
                                            row.getString("commit_id"),
                                            repository == null ? "none" : repository,
                                            row.getString("base_branch"),
                                            branch,
                                            texts.followUps(key),
                                            texts.delivered(key),
                                            texts.earlier(key));
                            previews.put(
                                    key,
                                    new Preview(
                                            prompt.text(),
                                            repository,
                                            row.getString("url"),
                                            row.getString("base_branch"),
                                            branch,
                                            row.getString("wanted_agent"),
                                            row.getString("commit_id")));
                        });
        return previews;
    }
}
