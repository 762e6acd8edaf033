package io.dataface.tasks.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    // A platform thread: a read of standard input would pin a virtual one's carrier for ever.
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> exitAtEnd(System.in));
    }

    private void exitAtEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        System.exit(SpringApplication.exit(context));
    }
}
