/// Finds pages by what people type: names, words, beginnings of words, misspelt ones.
@ApplicationModule(allowedDependencies = {"frame", "published", "run"})
@NullMarked
package io.dataface.tasks.docs.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
