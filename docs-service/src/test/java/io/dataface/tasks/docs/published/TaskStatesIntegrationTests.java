package io.dataface.tasks.docs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.docs.ConsoleApp;
import io.dataface.tasks.docs.PlanDatabase;
import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.LiveMark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStatesIntegrationTests {

    private static final String PLAN = "orchard";
    private static final int TASKS = 12;
    private static final int NAMED = TASKS;
    private static final int OTHER = TASKS + 1;

    /// What befalls one task; each is told of by the task's name.
    private static final List<String> MOVES =
            List.of(
                    """
                    insert into dispatch (id, task_key, number, kind, state, priority, queued_by)
                    select gen_random_uuid(), t.key, 1 + count(d.id), 'START', 'QUEUED', t.priority, 'dave'
                    from task t left join dispatch d on d.task_key = t.key
                    where t.id = ? and not exists (
                        select from dispatch l where l.task_key = t.key and l.ended_at is null)
                    group by t.key
                    """,
                    """
                    update dispatch set state = 'CANCELLED', ended_at = now()
                    where state = 'QUEUED' and task_key = (select key from task where id = ?)
                    """,
                    "update task set completed_at = now(), completed_by = 'dave', completed_how ="
                            + " 'marked' where id = ?",
                    "update task set completed_at = null, completed_by = null, completed_how = null"
                            + " where id = ?",
                    "update task set gone_at = now() where id = ?",
                    "update task set gone_at = null where id = ?",
                    "update task set plan_status = 'cancelled' where id = ?",
                    "update task set plan_status = 'not_started' where id = ?");

    private static PlanDatabase database;
    private static ConsoleApp app;

    @BeforeAll
    static void start() {
        database = new PlanDatabase();
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i <= OTHER; i++) {
            files.put(
                    "workstreams/fruit/tasks/pick-" + i + ".md",
                    "---\ntitle: Pick %d\nid: %s\n---\n\n## Problem\n\nRipe.\n"
                            .formatted(i, id(i)));
        }
        database.loadTexts(PLAN, files);
        app = new ConsoleApp(database, PLAN, "http://127.0.0.1:9", "--tasks.docs.keep.time=1h");
        await().until(() -> app.bean(LiveMark.class).moves() > 0);
    }

    @AfterAll
    static void stop() {
        app.close();
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        app.bean(Freshness.class).drop();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsReadOfNamedTasksIsWhatIsReadOfAll(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            states();
            int task = random.nextInt(TASKS);
            String move = MOVES.get(random.nextInt(MOVES.size()));
            database.jdbc().sql(move).param(id(task)).update();
            app.tell("{\"plan\":\"orchard\",\"tasks\":[\"" + id(task) + "\"],\"workers\":true}");
            Map<String, TaskState> some = Map.copyOf(states());

            app.bean(Freshness.class).drop();

            assertThat(states()).as("%s of %s", move, id(task)).isEqualTo(some);
        }
    }

    @Test
    void whereNothingChangedTheyAreTheVerySame() {
        Map<String, TaskState> before = states();

        app.tell("{\"plan\":\"orchard\",\"tasks\":[\"" + id(NAMED) + "\"]}");
        assertThat(states()).isSameAs(before);
        app.tell("{\"resync\":true}");

        assertThat(states()).isSameAs(before);
    }

    @Test
    void aTaskThatIsNotNamedIsReadWithAllOthersAlone() {
        Map<String, TaskState> before = states();
        database.jdbc()
                .sql("update task set circuit_at = now(), circuit_reason = 'x' where id = ?")
                .param(id(OTHER))
                .update();

        app.tell("{\"plan\":\"orchard\",\"tasks\":[\"" + id(NAMED) + "\"]}");
        assertThat(states()).isSameAs(before);
        app.tell("{\"resync\":true}");

        assertThat(states())
                .hasEntrySatisfying(id(OTHER), state -> assertThat(state.startable()).isFalse());
    }

    private static Map<String, TaskState> states() {
        return app.bean(TaskStates.class).byId(PLAN);
    }

    private static String id(int task) {
        return "FRUIT-PICK-" + task;
    }
}
