package io.dataface.tasks.docs;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules.of(DocsApplication.class).verify();
    }
}
