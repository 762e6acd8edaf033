/// The plan format: reads the markdown files of a plan, indexes them, checks them and writes single
/// fields back.
@NullMarked
package io.dataface.tasks.model.plan;

import org.jspecify.annotations.NullMarked;
