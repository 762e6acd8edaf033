package io.dataface.tasks.manager.doorbell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/// What exists with `tasks.transport=pubsub` only; without it no class of Google's is touched.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "tasks.transport", havingValue = "pubsub")
@interface WithPubSub {}
