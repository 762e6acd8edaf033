package io.dataface.tasks.docs.browse;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;

/// The types that a browser may show; everything else is text.
final class FileTypes {

    /// A file is untrusted: whatever it is, it runs nothing and reaches nothing.
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");
    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "png", MediaType.IMAGE_PNG,
                    "jpg", MediaType.IMAGE_JPEG,
                    "jpeg", MediaType.IMAGE_JPEG,
                    "gif", MediaType.IMAGE_GIF,
                    "webp", MediaType.parseMediaType("image/webp"),
                    "avif", MediaType.parseMediaType("image/avif"),
                    "svg", MediaType.parseMediaType("image/svg+xml"),
                    "pdf", MediaType.APPLICATION_PDF);

    private FileTypes() {}

    static MediaType of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, TEXT);
    }
}
