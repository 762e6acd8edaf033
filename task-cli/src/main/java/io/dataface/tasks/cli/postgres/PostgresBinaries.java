package io.dataface.tasks.cli.postgres;

import io.dataface.tasks.cli.installation.Folders;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Postgres' programs for this machine, unpacked once from the jar that ships them.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// The folder with `bin` and `lib`, unpacked below the given one where it is not there yet.
    static Path unpack(Path libraries) throws IOException {
        URL archive = PostgresBinaries.class.getResource("/" + archiveName());
        if (archive == null) {
            throw new CliException(
                            Exit.FAILURE,
                            "platform",
                            "no Postgres for this machine (%s, %s)"
                                    .formatted(
                                            System.getProperty("os.name"),
                                            System.getProperty("os.arch")))
                    .fix("use Linux or macOS on amd64 or arm64");
        }
        JarURLConnection connection = (JarURLConnection) archive.openConnection();
        String key = Long.toHexString(connection.getJarEntry().getCrc());
        Path folder = libraries.resolve("postgres-" + key);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(libraries);
            Path fresh = Files.createTempDirectory(libraries, "postgres-");
            try (InputStream in = connection.getInputStream()) {
                unpack(in, fresh);
            }
            Folders.publish(fresh, folder);
        }
        return folder;
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return "postgres-"
                + (os.contains("mac") ? "darwin" : os)
                + (arch.equals("aarch64") ? "-arm_64" : "-x86_64")
                + ".txz";
    }

    private static void unpack(InputStream in, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            target,
                            PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
