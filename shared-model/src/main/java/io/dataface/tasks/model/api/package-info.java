/// Records of the REST API that people and clients use. Times are RFC 3339 in UTC.
@NullMarked
package io.dataface.tasks.model.api;

import org.jspecify.annotations.NullMarked;
