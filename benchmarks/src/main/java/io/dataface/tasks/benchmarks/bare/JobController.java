package io.dataface.tasks.benchmarks.bare;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Queue, long poll, complete: one statement each.
@RestController
class JobController {
    private static final String CLAIM =
            """
            update job set state = 'running', claimed_at = clock_timestamp() where id = (
                select id from job where state = 'queued' order by id limit 1 for update skip locked)
            returning id, payload
            """;

    private final JdbcClient jdbc;
    private final Semaphore rung = new Semaphore(0);

    JobController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Wish(String payload) {}

    record Job(long id, String payload) {}

    record Ended(long id, boolean moved) {}

    @GetMapping("/readyz")
    String ready() {
        return "ok";
    }

    @PostMapping("/jobs")
    Job queue(@RequestBody Wish wish) {
        long id =
                jdbc.sql("insert into job (payload) values (:payload) returning id")
                        .param("payload", wish.payload())
                        .query(Long.class)
                        .single();
        rung.release();
        return new Job(id, wish.payload());
    }

    @PostMapping("/claims")
    ResponseEntity<Job> claim(@RequestParam long waitMillis) throws InterruptedException {
        var job = findNext();
        if (job.isEmpty() && rung.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
            job = findNext();
        }
        return job.map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.noContent().build());
    }

    private Optional<Job> findNext() {
        return jdbc.sql(CLAIM)
                .query((row, n) -> new Job(row.getLong("id"), row.getString("payload")))
                .optional();
    }

    @PostMapping("/ends")
    Ended complete(@RequestParam long id) {
        int rows =
                jdbc.sql(
                                """
                                update job set state = 'done', ended_at = clock_timestamp()
                                where id = :id and state = 'running'
                                """)
                        .param("id", id)
                        .update();
        return new Ended(id, rows == 1);
    }
}
