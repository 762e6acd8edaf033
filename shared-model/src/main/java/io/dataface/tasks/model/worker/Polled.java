package io.dataface.tasks.model.worker;

import java.util.List;

/// What a poll brings: granted leases, and whether to drain.
public record Polled(List<Grant> grants, boolean drain) {}
