package io.dataface.tasks.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeIntegrationTests {
    private World world;

    @BeforeEach
    void build(@TempDir Path folder) throws Exception {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatTheAgentLeavesIsCommittedAndPushed() throws Exception {
        world.agent("read line", "echo \"was told: $line\"", "echo done > done.txt");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        var head = world.head("task/one");
        assertThat(head).isEqualTo(result.headSha());
        assertThat(world.inRemote("show", head + ":done.txt")).isEqualTo("done");
        assertThat(world.inRemote("log", "-1", "--format=%B", head))
                .contains("A task that is done")
                .contains("Dispatch-Id: " + result.dispatchId());
        var log = world.manager.log(result.dispatchId());
        assertThat(log).contains("was told: Please do it.");
        assertThat(result.logLength()).isEqualTo(log.length());
        var change = Objects.requireNonNull(result.change());
        assertThat(change.commits()).hasSize(1);
        assertThat(change.diff()).contains("+done");
        assertThat(change.insertions()).isEqualTo(1);
        assertThat(world.manager.reached(result.dispatchId(), Phase.PUSHING)).isTrue();
    }
}
