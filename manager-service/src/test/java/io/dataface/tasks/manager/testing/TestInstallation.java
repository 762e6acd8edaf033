package io.dataface.tasks.manager.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Gives a context a database and a token of its own, by the same settings that an installation
/// uses; the database is also there as a bean.
public final class TestInstallation
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /// What a request must carry as `Authorization: Bearer`.
    public static final String TOKEN = "a-token-for-tests-0123456789abcdef";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPostgres.Database database = TestPostgres.create();
        context.getBeanFactory().registerSingleton("testDatabase", database);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("installation", settings(database)));
    }

    private static Map<String, Object> settings(TestPostgres.Database database) {
        return Map.of(
                "spring.datasource.url", database.url(),
                "spring.datasource.username", TestPostgres.APP,
                "spring.datasource.password", TestPostgres.PASSWORD,
                "spring.flyway.url", database.url(),
                "spring.flyway.user", TestPostgres.OWNER,
                "spring.flyway.password", TestPostgres.PASSWORD,
                "tasks.auth.token-file", tokenFile().toString());
    }

    private static Path tokenFile() {
        try {
            Path file =
                    Files.createTempFile(
                            "token",
                            "",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            file.toFile().deleteOnExit();
            return Files.writeString(file, TOKEN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
