package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.InstallationProperties.Repository;
import io.dataface.tasks.manager.plan.source.SourceAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Writes the configured plan, repositories, agents and limits to the registry; what is no longer
/// configured stays there, inactive.
@Component
class Settings {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final PlanProperties plan;
    private final InstallationProperties installation;

    Settings(
            JdbcClient jdbc,
            TransactionOperations transactions,
            PlanProperties plan,
            InstallationProperties installation) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.plan = plan;
        this.installation = installation;
    }

    /// Writes them all, in one transaction.
    void apply() {
        transactions.executeWithoutResult(
                _ -> {
                    repositories();
                    agents();
                    jdbc.sql("update overall_limit set max_live = :max")
                            .param("max", installation.maxLive())
                            .update();
                    String source = plan.source();
                    if (source != null && !source.isBlank()) {
                        plan(SourceAddress.parse(source));
                    }
                });
    }

    private void repositories() {
        Map<String, Repository> all = installation.repositories();
        jdbc.sql(
                        """
                        insert into repository (name, url, base_branch, pool, completion_rule, max_live, active)
                        select *, true from unnest(:names::text[], :urls::text[], :bases::text[], :pools::text[],
                                                   :rules::text[], :limits::int[])
                        on conflict (name) do update
                        set url = excluded.url, base_branch = excluded.base_branch, pool = excluded.pool,
                            completion_rule = excluded.completion_rule, max_live = excluded.max_live, active = true
                        """)
                .param("names", all.keySet().toArray(String[]::new))
                .param("urls", column(all, Repository::url))
                .param("bases", column(all, Repository::baseBranch))
                .param("pools", column(all, Repository::pool))
                .param("rules", column(all, r -> r.completionRule().word()))
                .param(
                        "limits",
                        all.values().stream().map(Repository::maxLive).toArray(Integer[]::new))
                .update();
        jdbc.sql("update repository set active = false where active and name <> all(:names)")
                .param("names", all.keySet().toArray(String[]::new))
                .update();
    }

    private void agents() {
        String[] names = installation.agents().toArray(String[]::new);
        jdbc.sql(
                        """
                        insert into agent (name, active) select name, true from unnest(:names::text[]) name
                        on conflict (name) do update set active = true
                        """)
                .param("names", names)
                .update();
        jdbc.sql("update agent set active = false where active and name <> all(:names)")
                .param("names", names)
                .update();
    }

    private void plan(SourceAddress source) {
        jdbc.sql(
                        """
                        insert into plan (id, title, source, source_kind, default_repository, default_agent, max_live,
                                          ref)
                        values (:id, coalesce(:title::text, :id), :source, :kind, :repository, :agent, :max, :ref)
                        on conflict (id) do update
                        set title = coalesce(:title::text, plan.title), source = excluded.source,
                            source_kind = excluded.source_kind, default_repository = excluded.default_repository,
                            default_agent = excluded.default_agent, max_live = excluded.max_live, ref = excluded.ref
                        """)
                .param("id", plan.id())
                .param("title", plan.title())
                .param("source", source.shown())
                .param("kind", source.kind())
                .param(
                        "repository",
                        orOnly(plan.defaultRepository(), installation.repositories().keySet()))
                .param("agent", orOnly(plan.defaultAgent(), installation.agents()))
                .param("max", plan.maxLive())
                .param("ref", plan.ref())
                .update();
    }

    private static @Nullable String[] column(
            Map<String, Repository> all, Function<Repository, @Nullable String> value) {
        List<Repository> rows = List.copyOf(all.values());
        @Nullable String[] column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    private static @Nullable String orOnly(@Nullable String named, Collection<String> all) {
        return named == null && all.size() == 1 ? all.iterator().next() : named;
    }
}
