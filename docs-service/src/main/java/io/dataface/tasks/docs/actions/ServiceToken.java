package io.dataface.tasks.docs.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/// This service's bearer token, read anew each time so that it may be changed while we run.
@Component
class ServiceToken {

    private final ManagerSettings settings;

    ServiceToken(ManagerSettings settings) {
        this.settings = settings;
    }

    /// The token.
    ///
    /// @throws NotDone where there is none to read
    String read() {
        Path file = settings.tokenFile();
        if (file == null) {
            throw new NotDone(503, "This console only reads: set tasks.docs.token-file to act.");
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new NotDone(
                    503, "The token file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
