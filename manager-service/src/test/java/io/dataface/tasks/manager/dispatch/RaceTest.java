package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.plan.PlanEdits;
import io.dataface.tasks.manager.testing.Interleaving;
import io.dataface.tasks.manager.testing.ManagerIntegrationTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/// A test of [Races]; all share one context.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ManagerIntegrationTest
@Import({Stage.class, Interleaving.class, Ledger.class, Races.class, PlanEdits.class})
@interface RaceTest {}
