/// Where plans come from: a folder's working tree, or a commit's tree behind a git URL.
@NullMarked
package io.dataface.tasks.manager.plan.source;

import org.jspecify.annotations.NullMarked;
