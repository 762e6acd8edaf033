@org.jspecify.annotations.NullMarked
package io.dataface.tasks.worker;
