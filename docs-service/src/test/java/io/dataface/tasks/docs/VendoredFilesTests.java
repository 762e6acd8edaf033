package io.dataface.tasks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VendoredFilesTests {

    @Test
    void everyVendoredFileIsTheOneOfTheTable() throws Exception {
        Map<String, String> table = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("VENDORED.md"))) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                table.put(cells[1].replaceAll("[` ]", ""), cells[6].strip());
            }
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("src/main/resources/vendored"))) {
            for (Path path : paths.toList()) {
                byte[] digest =
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
                files.put(path.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        }

        assertThat(files).isEqualTo(table);
    }
}
