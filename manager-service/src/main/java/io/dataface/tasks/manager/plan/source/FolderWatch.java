package io.dataface.tasks.manager.plan.source;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rings when something changes in folders. A hint: what it misses is found by the periodic pass.
public final class FolderWatch implements FolderHints, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final Runnable bell;
    private final Map<Path, WatchKey> keys = new ConcurrentHashMap<>();
    private final @Nullable WatchService service;
    private final Touched touched = new Touched();
    private boolean complained;

    public FolderWatch(Runnable bell) {
        this.bell = bell;
        this.service = open();
        if (service != null) {
            Thread.ofVirtual().name("plan-watch").start(() -> loop(service));
        }
    }

    @Override
    public @Nullable Set<Path> touched() {
        return service == null ? null : touched.take();
    }

    @Override
    public synchronized void watch(Set<Path> folders) {
        if (service == null) {
            return;
        }
        keys.entrySet()
                .removeIf(
                        e -> {
                            boolean over = !folders.contains(e.getKey()) || !e.getValue().isValid();
                            if (over) {
                                e.getValue().cancel();
                            }
                            return over;
                        });
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                register(service, folder);
            }
        }
    }

    private void register(WatchService to, Path folder) {
        try {
            keys.put(folder, folder.register(to, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
            // What was written there before is told by nobody.
            touched.addAnything();
        } catch (IOException | ClosedWatchServiceException e) {
            complain(e);
        }
    }

    private @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            complain(e);
            return null;
        }
    }

    private void complain(Exception e) {
        touched.addAnything();
        if (!complained) {
            complained = true;
            LOG.warn("Plan folder cannot be watched; changes are found by the periodic pass", e);
        }
    }

    private void loop(WatchService from) {
        try {
            while (true) {
                WatchKey key = from.take();
                touched.add((Path) key.watchable(), key.pollEvents());
                key.reset();
                bell.run();
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        if (service != null) {
            service.close();
        }
    }
}
