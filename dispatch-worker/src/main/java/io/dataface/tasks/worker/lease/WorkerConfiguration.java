package io.dataface.tasks.worker.lease;

import io.dataface.tasks.worker.doorbell.Doorbells;
import io.dataface.tasks.worker.journal.Journal;
import io.dataface.tasks.worker.manager.ManagerClient;
import io.dataface.tasks.worker.process.Processes;
import io.dataface.tasks.worker.run.Runner;
import io.dataface.tasks.worker.settings.WorkerProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// Puts a worker together from its settings.
@Configuration(proxyBeanMethods = false)
class WorkerConfiguration {

    @Bean
    Worker worker(
            WorkerProperties settings,
            Processes processes,
            JsonMapper json,
            ObjectProvider<BuildProperties> build,
            ObjectProvider<Doorbells> doorbells)
            throws IOException {
        var journal = Journal.open(settings.data().resolve("journal"), UUID.randomUUID());
        var manager = new ManagerClient(settings.managerUrl(), settings.tokenFile(), json);
        var runner =
                new Runner(processes, journal, settings, System.getenv(), () -> token(settings));
        var known = build.getIfAvailable();
        var version = known == null ? "unknown" : known.getVersion();
        return new Worker(
                settings,
                version == null ? "unknown" : version,
                manager,
                journal,
                runner,
                doorbells.getIfAvailable());
    }

    private static Set<String> token(WorkerProperties settings) {
        try {
            return Set.of(Files.readString(settings.tokenFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The token file cannot be read", e);
        }
    }
}
