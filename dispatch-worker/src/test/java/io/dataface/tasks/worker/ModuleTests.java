package io.dataface.tasks.worker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.dataface.tasks.worker");

    @Test
    void modulesKeepToTheirAllowedDependencies() {
        ApplicationModules.of(WorkerApplication.class).verify();
    }

    @Test
    void nobodyAsksTheWallClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat(assignableTo(Clock.class))
                .check(CLASSES);
    }

    @Test
    void programsStartInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.dataface.tasks.worker.process")
                .should()
                .dependOnClassesThat(assignableTo(ProcessBuilder.class))
                .orShould()
                .dependOnClassesThat(assignableTo(Runtime.class))
                .check(CLASSES);
    }

    @Test
    void noShellReadsACommand() throws IOException {
        var shell = Pattern.compile("\"(/bin/)?(ba|da|z|k)?sh\"|\"-c\",\\s*\"[^\"]*\\s");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(shell);
            }
        }
    }
}
