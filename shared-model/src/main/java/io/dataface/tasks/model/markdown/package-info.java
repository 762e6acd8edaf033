/// The markdown of a plan: CommonMark, GFM and the boxes that plan authors use, as a tree; and what
/// its links point at. Knows nothing of plans.
@NullMarked
package io.dataface.tasks.model.markdown;

import org.jspecify.annotations.NullMarked;
