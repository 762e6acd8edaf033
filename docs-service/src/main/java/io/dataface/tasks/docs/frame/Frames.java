package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/// Makes the frame of each request.
@Component
class Frames {

    private final Assets assets;
    private final ObjectProvider<SiteName> siteName;
    private final LiveMark liveMark;
    private final String version;

    Frames(
            Assets assets,
            ObjectProvider<SiteName> siteName,
            LiveMark liveMark,
            Optional<BuildProperties> build) {
        this.assets = assets;
        this.siteName = siteName;
        this.liveMark = liveMark;
        this.version = build.map(Frames::versionOf).orElse("development");
    }

    Frame of(HttpServletRequest request) {
        Asking asking = Asking.of(request);
        return new Frame(
                assets,
                siteName.getIfAvailable(() -> () -> "Dataface Tasks").siteName(),
                asking == null ? liveMark.mark() : asking.mark(),
                version,
                RequestTrace.pathOf(request),
                RequestTrace.idOf(request));
    }

    private static String versionOf(BuildProperties build) {
        String version = build.getVersion();
        return version == null ? "development" : version;
    }
}
