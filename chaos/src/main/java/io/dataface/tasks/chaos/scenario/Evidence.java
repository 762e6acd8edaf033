package io.dataface.tasks.chaos.scenario;

import io.dataface.tasks.chaos.Installation;
import io.dataface.tasks.chaos.check.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Keeps what a failed seed left: its schedule, what was broken, the rows of its tasks and the
/// processes' logs.
final class Evidence {
    private static final List<String> QUERIES =
            List.of(
                    "select * from task where slug = any (string_to_array(?, ',')) order by slug",
                    """
                    select t.slug, d.number, d.id, d.kind, d.state, d.attempt, d.token, d.worker_name, d.queued_by, d.queued_at,
                        d.due_at, d.leased_at, d.started_at, d.agent_at, d.ended_at, d.phase, d.request, d.reason, d.detail,
                        d.head_sha, d.expected_head, d.pushed_shas from dispatch d join task t on t.key = d.task_key
                    where t.slug = any (string_to_array(?, ',')) order by t.slug, d.number
                    """,
                    """
                    select t.slug, d.number, h.* from history h join dispatch d on d.id = h.dispatch_id
                    join task t on t.key = d.task_key where t.slug = any (string_to_array(?, ','))
                    order by t.slug, d.number, h.seq
                    """,
                    """
                    select f.* from follow_up f join task t on t.key = f.task_key
                    where t.slug = any (string_to_array(?, ','))
                    """);

    private Evidence() {}

    /// Writes it below the folder and names where.
    static Path keep(
            Path folder,
            Installation installation,
            Schedule schedule,
            List<String> slugs,
            List<Violation> violations) {
        try {
            var kept = Files.createDirectories(folder.resolve("seed-" + schedule.seed()));
            Files.write(
                    kept.resolve("violations.txt"),
                    violations.stream().map(Violation::toString).toList());
            var plan = new ArrayList<String>();
            schedule.faults().forEach(fault -> plan.add(fault.toString()));
            schedule.words().forEach(w -> plan.add(w + " = " + slugs.get(w.task())));
            for (int i = 0; i < slugs.size(); i++) {
                plan.add(slugs.get(i) + " " + schedule.tasks().get(i));
            }
            Files.write(kept.resolve("schedule.txt"), plan);
            for (int i = 0; i < QUERIES.size(); i++) {
                var rows = installation.database().rows(QUERIES.get(i), String.join(",", slugs));
                Files.write(
                        kept.resolve("rows-" + i + ".txt"),
                        rows.stream().map(Object::toString).toList());
            }
            try (Stream<Path> files = Files.list(installation.logs())) {
                for (var file : files.toList()) {
                    Files.copy(
                            file,
                            kept.resolve(file.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
