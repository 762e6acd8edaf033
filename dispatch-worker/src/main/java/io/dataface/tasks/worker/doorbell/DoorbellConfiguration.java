package io.dataface.tasks.worker.doorbell;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.spring.pubsub.core.subscriber.PubSubSubscriberTemplate;
import io.dataface.tasks.model.doorbell.PoolNames;
import io.dataface.tasks.worker.settings.TransportProperties;
import io.dataface.tasks.worker.settings.WorkerProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Subscribes where messages wake the workers; otherwise no class of Google's is touched.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tasks.transport", havingValue = "pubsub")
class DoorbellConfiguration {

    @Bean
    Doorbells doorbells(
            PubSubSubscriberTemplate template,
            TransportProperties transport,
            WorkerProperties worker) {
        var names = new PoolNames(transport.pubsub().prefix(), worker.pool());
        return new Doorbells(
                template::subscribe,
                names.subscription(),
                transport.pubsub().fallbackPoll(),
                new Bell());
    }

    /// An emulator wants no credentials and takes any project: nothing is looked for.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spring.cloud.gcp.pubsub.emulator-host")
    static class Emulator {
        private static final String PROJECT = "dataface-tasks";

        @Bean
        CredentialsProvider googleCredentials(
                @Value("${spring.cloud.gcp.pubsub.emulator-host}") String host) {
            if (host.isBlank()) {
                throw new IllegalStateException(
                        "spring.cloud.gcp.pubsub.emulator-host is empty: give the emulator's host"
                                + " and port, or leave it out where messages come from Google's"
                                + " service");
            }
            return NoCredentialsProvider.create();
        }

        @Bean
        GcpProjectIdProvider gcpProjectIdProvider(Environment environment) {
            var project = environment.getProperty("spring.cloud.gcp.project-id", PROJECT);
            return () -> project;
        }
    }
}
