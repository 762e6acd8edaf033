package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTests {
    private static final String ID = Sample.deadLetter().id().toString();

    @TempDir Path folder;
    FakeManager manager;

    @BeforeEach
    void start() {
        manager = new FakeManager(folder);
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    private CommandRun cli() {
        return CommandRun.in(folder).against(manager);
    }

    @Test
    void theyAreListedWithWhatIsWrongAndWhatToDo() {
        manager.json("GET /queue/dead", Sample.page(List.of(Sample.deadLetter())));

        var ended = cli().run("queue", "--dead");
        assertThat(ended.out()).contains(ID, "\"nonsense\", not a UUID");
        assertThat(ended.err()).contains("tasks queue --dead --replay " + ID);
        var json = cli().run("queue", "--dead", "--json").json();
        assertThat(json.at("/deadLetters/0/attributes/dispatch").asString()).isEqualTo("nonsense");
    }

    @Test
    void oneIsReplayedOrDeleted() {
        manager.json("POST /queue/dead/" + ID + "/replay", Sample.deadLetter())
                .on("DELETE /queue/dead/" + ID, x -> FakeManager.send(x, 204, "text/plain", ""));

        assertThat(cli().run("queue", "--dead", "--replay", ID).out())
                .isEqualTo("published message 17 anew\n");
        assertThat(cli().run("queue", "--dead", "--delete", ID).out())
                .isEqualTo("deleted " + ID + "\n");
        assertThat(manager.lines())
                .containsExactly("POST /queue/dead/" + ID + "/replay", "DELETE /queue/dead/" + ID);
    }

    @Test
    void replayingWantsDeadBesideIt() {
        assertThat(cli().run("queue", "--replay", ID).code()).isEqualTo(2);
        assertThat(cli().run("queue", "--dead", "--replay", ID, "--delete", ID).code())
                .isEqualTo(2);
        assertThat(manager.seen()).isEmpty();
    }
}
