/// Measures the services on real processes beside what else stands on the same Postgres.
@NullMarked
package io.dataface.tasks.benchmarks;

import org.jspecify.annotations.NullMarked;
