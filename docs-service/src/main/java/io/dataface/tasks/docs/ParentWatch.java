package io.dataface.tasks.docs;

import io.dataface.tasks.model.ParentPipe;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ends this process when its supervisor's pipe closes, however the supervisor ended.
@Component
@ConditionalOnBooleanProperty("tasks.parent-watch")
class ParentWatch {

    private final ApplicationContext context;

    ParentWatch(ApplicationContext context) {
        this.context = context;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        ParentPipe.whenClosed(() -> System.exit(SpringApplication.exit(context)));
    }
}
