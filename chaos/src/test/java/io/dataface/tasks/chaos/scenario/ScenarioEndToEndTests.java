package io.dataface.tasks.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// The short run; `chaos/run` plays as many seeds as wished.
class ScenarioEndToEndTests {
    private static final Path FOLDER =
            Path.of(System.getProperty("tasks.root", ".."), "chaos/target/scenarios");

    @Test
    void noRuleBreaksInTwoHurtRounds() throws InterruptedException {
        assertThat(seeds(Transport.POSTGRES).play(1, 2, System.out::println))
                .allMatch(Outcome::sound);
    }

    private static Seeds seeds(Transport transport) {
        var evidence = FOLDER.resolve("evidence");
        return new Seeds(FOLDER, evidence, 20, transport, InstantSource.system());
    }
}
