package io.dataface.tasks.manager.doorbell;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// An emulator wants no credentials and takes any project: nothing is looked for.
@Configuration(proxyBeanMethods = false)
@WithPubSub
@ConditionalOnProperty("spring.cloud.gcp.pubsub.emulator-host")
class EmulatorConfiguration {
    private static final String PROJECT = "dataface-tasks";

    @Bean
    CredentialsProvider googleCredentials() {
        return NoCredentialsProvider.create();
    }

    @Bean
    GcpProjectIdProvider gcpProjectIdProvider(Environment environment) {
        var project = environment.getProperty("spring.cloud.gcp.project-id", PROJECT);
        return () -> project;
    }
}
