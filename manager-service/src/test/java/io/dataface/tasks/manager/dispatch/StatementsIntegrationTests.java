package io.dataface.tasks.manager.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.manager.testing.CountedStatements;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import io.dataface.tasks.manager.worker.LiveWorker;
import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.worker.Renewal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// The number of statements of a cycle does not depend on how much there is.
@ManagerIntegrationTest
@Import({Stage.class, CountedStatements.class})
class StatementsIntegrationTests {
    @Autowired Stage stage;
    @Autowired Renewals renewals;

    @Test
    void aClaimCycleCostsTheSameForOneAndForFifty() {
        assertThat(claimOf(50)).isEqualTo(claimOf(1)).isPositive();
    }

    @Test
    void aRenewalCostsTheSameForOneAndForFifty() {
        assertThat(renewalOf(50)).isEqualTo(renewalOf(1)).isPositive();
    }

    private int claimOf(int queued) {
        var worker = filled(queued);
        return CountedStatements.during(
                () -> assertThat(stage.claim(worker, queued)).hasSize(queued));
    }

    private int renewalOf(int held) {
        var worker = filled(held);
        var lines =
                stage.claim(worker, held).stream()
                        .map(
                                g ->
                                        new Renewal.Line(
                                                g.dispatchId(),
                                                g.token(),
                                                Phase.PREPARING,
                                                null,
                                                0,
                                                List.of()))
                        .toList();
        renewals.renew(worker, lines);
        return CountedStatements.during(
                () ->
                        assertThat(renewals.renew(worker, lines).leases())
                                .hasSize(held)
                                .noneMatch(l -> l.gone()));
    }

    private LiveWorker filled(int tasks) {
        String plan = stage.plan("manual");
        for (int i = 0; i < tasks; i++) {
            stage.kickOff(stage.task(plan, "t" + i));
        }
        return stage.worker(plan, tasks);
    }
}
