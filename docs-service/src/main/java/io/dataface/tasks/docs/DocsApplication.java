package io.dataface.tasks.docs;

import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// Starts the docs-service process.
@SpringBootApplication
@ConfigurationPropertiesScan
public class DocsApplication {
    public static void main(String[] args) {
        SpringApplication.run(DocsApplication.class, args);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
