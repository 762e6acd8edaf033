/// What several tests of the manager share: one Postgres per JVM, a database per context.
@org.jspecify.annotations.NullMarked
package io.dataface.tasks.manager.testing;
