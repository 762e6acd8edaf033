package io.dataface.tasks.model.worker;

import java.util.List;

/// The body of `POST /api/v1/workers/{id}/leases?wait=20s&max=n`: the leases whose result or
/// hand-back is not answered yet.
public record Poll(List<HeldLease> held) {}
