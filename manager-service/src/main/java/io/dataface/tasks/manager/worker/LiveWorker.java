package io.dataface.tasks.manager.worker;

import java.util.List;
import java.util.UUID;

/// A registered worker as a claim sees it.
public record LiveWorker(
        UUID id,
        String name,
        String host,
        String pool,
        int capacity,
        List<String> agents,
        boolean drain) {}
