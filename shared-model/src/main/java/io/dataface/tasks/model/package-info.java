/// Ids and closed sets that every part of the system shares.
@NullMarked
package io.dataface.tasks.model;

import org.jspecify.annotations.NullMarked;
