package io.dataface.tasks.model.worker;

import java.util.List;

/// The body of `POST /api/v1/workers/{id}/results`.
public record Results(List<Result> results) {}
