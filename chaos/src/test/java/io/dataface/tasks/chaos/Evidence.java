package io.dataface.tasks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must be true of an installation after whatever was done to it, from the registry's rows,
/// the bare remote and the processes of the machine.
final class Evidence {
    private static final String INTERVALS =
            """
            with row as (
                select d.task_key, h.dispatch_id, h.seq, h.at, h.to_state,
                       lead(h.at) over moves as next_at, lead(h.to_state) over moves as next_state
                from history h join dispatch d on d.id = h.dispatch_id
                where h.to_state in ('LEASED', 'QUEUED') or h.to_state not in ('LEASED', 'RUNNING', 'QUEUED')
                window moves as (partition by h.dispatch_id order by h.seq)),
            held as (
                select task_key, dispatch_id, seq, at as held_from, coalesce(next_at, 'infinity') as held_to
                from row where to_state = 'LEASED')
            """;

    private final Database database;
    private final CodeRemote remote;
    private final Runnable noAgents;

    Evidence(Installation it) {
        this(it.database(), it.remote(), () -> it.awaitNoAgents(Duration.ofSeconds(10)));
    }

    /// @param noAgents fails if agents' processes are left
    Evidence(Database database, CodeRemote remote, Runnable noAgents) {
        this.database = database;
        this.remote = remote;
        this.noAgents = noAgents;
    }

    /// No task was ever under two leases at once: a lease counts from its grant to the move that
    /// ended it.
    void noTaskHadTwoLeases() {
        List<Map<String, @Nullable Object>> overlaps =
                database.rows(
                        INTERVALS
                                + """
                                select a.task_key, a.dispatch_id as first, b.dispatch_id as second
                                from held a join held b on b.task_key = a.task_key
                                where (a.dispatch_id, a.seq) < (b.dispatch_id, b.seq)
                                  and a.held_from < b.held_to and b.held_from < a.held_to
                                """);
        assertThat(overlaps).as("leases of one task that overlap").isEmpty();
        assertThat(database.number("select count(*) from history where to_state = 'LEASED'"))
                .as("grants")
                .isPositive();
    }

    /// The tasks are over: one success each and nothing live.
    void eachSucceededOnce(Collection<String> slugs) {
        Map<String, Long> successes =
                database
                        .rows(
                                """
                                select t.slug, count(d.id) filter (where d.state = 'SUCCEEDED') as won,
                                       count(d.id) filter (where d.state in ('QUEUED', 'LEASED', 'RUNNING')) as live
                                from task t left join dispatch d on d.task_key = t.key group by t.slug
                                """)
                        .stream()
                        .filter(row -> slugs.contains(row.get("slug")))
                        .peek(row -> assertThat(row.get("live")).as("%s", row).isEqualTo(0L))
                        .collect(
                                Collectors.toMap(
                                        row -> (String) row.get("slug"),
                                        row -> (Long) row.get("won")));
        assertThat(successes).hasSize(slugs.size()).allSatisfy((slug, won) -> once(slug, won));
    }

    private static void once(String slug, @Nullable Long won) {
        assertThat(won).as("successes of " + slug).isEqualTo(1L);
    }

    /// The remote has a branch for each of these tasks, at the head that the registry knows.
    void oneBranchEach(Collection<String> slugs) {
        List<String> branches = slugs.stream().map(slug -> "task/" + slug).toList();
        Map<String, String> known = knownHeads();
        known.keySet().retainAll(branches);
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(branches);
        assertThat(remote.branches()).containsAllEntriesOf(known);
    }

    /// The remote has no branch beside the base that the registry does not know.
    void noOtherBranches() {
        Map<String, String> heads = remote.branches();
        heads.remove("main");
        assertThat(heads).isEqualTo(knownHeads());
    }

    private Map<String, String> knownHeads() {
        Map<String, String> known = new TreeMap<>();
        database.rows("select branch, head_sha from task where head_sha is not null")
                .forEach(
                        row ->
                                known.put(
                                        String.valueOf(row.get("branch")),
                                        String.valueOf(row.get("head_sha"))));
        return known;
    }

    /// Every history is gapless and ends in its dispatch's state.
    void historiesAreWhole() {
        assertThat(
                        database.rows(
                                """
                                select d.id, d.state, count(*) as rows, max(h.seq) as last,
                                       (array_agg(h.to_state order by h.seq desc) filter (where h.to_state is not null))[1] as said
                                from dispatch d join history h on h.dispatch_id = d.id group by d.id
                                having count(*) <> max(h.seq) or count(*) <> d.history_length
                                    or (array_agg(h.to_state order by h.seq desc) filter (where h.to_state is not null))[1]
                                        is distinct from d.state
                                """))
                .as("histories with gaps, or with another end than their dispatch")
                .isEmpty();
    }

    /// No lease without a live dispatch, and none live without a lease.
    void leasesAndDispatchesAgree() {
        assertThat(
                        database.rows(
                                """
                                select d.id, d.state, l.token from dispatch d full join lease l on l.dispatch_id = d.id
                                where (d.state in ('LEASED', 'RUNNING')) <> (l.dispatch_id is not null)
                                """))
                .as("leases without a run, or runs without a lease")
                .isEmpty();
    }

    /// All that can be said of any installation at rest.
    void nothingIsBroken() {
        noTaskHadTwoLeases();
        historiesAreWhole();
        leasesAndDispatchesAgree();
        noAgents.run();
    }
}
