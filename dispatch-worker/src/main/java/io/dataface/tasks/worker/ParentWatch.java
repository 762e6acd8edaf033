package io.dataface.tasks.worker;

import io.dataface.tasks.model.ParentPipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Ends the process gracefully when standard input ends, that is when who started it is gone.
@Component
@ConditionalOnBooleanProperty("tasks.parent-watch")
class ParentWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ParentWatch.class);

    private volatile boolean running;

    @Override
    public void start() {
        running = true;
        ParentPipe.whenClosed(this::end);
    }

    private void end() {
        if (running) {
            log.info("The process that started this one is gone");
            System.exit(0);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
