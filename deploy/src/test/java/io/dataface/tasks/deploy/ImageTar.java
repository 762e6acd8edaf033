package io.dataface.tasks.deploy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An image as `docker load` takes it.
///
/// @param config the image's configuration, with its history
/// @param tags its names
/// @param layers from the lowest to the highest
record ImageTar(JsonNode config, List<String> tags, List<Layer> layers) {

    /// @param purpose what its maker says that it holds
    /// @param entries files and folders by path
    record Layer(String purpose, Map<String, Entry> entries) {}

    /// @param mode permission bits
    /// @param owner number of its user
    /// @param bytes empty for folders
    record Entry(int mode, long owner, byte[] bytes) {}

    static ImageTar read(Path file) throws IOException {
        var parts = new HashMap<String, byte[]>();
        try (var tar = tar(Files.newInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                parts.put(entry.getName(), tar.readAllBytes());
            }
        }
        var json = JsonMapper.builder().build();
        var manifest = json.readTree(part(parts, "manifest.json")).get(0);
        var config = json.readTree(part(parts, manifest.path("Config").asString("")));
        var purposes =
                config.path("history").valueStream().map(each -> each.path("comment").asString(""));
        var layers = new ArrayList<Layer>();
        var names = manifest.path("Layers").valueStream().map(JsonNode::asString).iterator();
        for (var purpose : purposes.toList()) {
            layers.add(new Layer(purpose, entries(part(parts, names.next()))));
        }
        return new ImageTar(
                config,
                manifest.path("RepoTags").valueStream().map(JsonNode::asString).toList(),
                layers);
    }

    private static byte[] part(Map<String, byte[]> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    private static Map<String, Entry> entries(byte[] layer) throws IOException {
        var entries = new HashMap<String, Entry>();
        try (var tar = tar(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                entries.put(
                        entry.getName(),
                        new Entry(entry.getMode(), entry.getLongUserId(), tar.readAllBytes()));
            }
        }
        return entries;
    }

    private static TarArchiveInputStream tar(InputStream in) {
        return new TarArchiveInputStream(new BufferedInputStream(in));
    }

    Layer layer(String purpose) {
        return layers.stream()
                .filter(each -> each.purpose().equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    List<String> entrypoint() {
        return config.path("config")
                .path("Entrypoint")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
