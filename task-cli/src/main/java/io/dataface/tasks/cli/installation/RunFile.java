package io.dataface.tasks.cli.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a running installation is reached and what it is made of; `run.json` in the data folder.
///
/// @param schemaVersion always 1
/// @param url the address to open in a browser
/// @param managerUrl the REST API's address, without a path
/// @param tokenFile path of the file with the API's bearer token
/// @param planId the plan it shows
/// @param data the data folder
/// @param pid the supervisor's process id
/// @param startedAt when it started, ISO 8601 in UTC
/// @param postgresPort the database's port on 127.0.0.1
/// @param processes what the supervisor keeps running
public record RunFile(
        int schemaVersion,
        String url,
        String managerUrl,
        String tokenFile,
        String planId,
        String data,
        long pid,
        String startedAt,
        int postgresPort,
        List<RunningProcess> processes) {
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /// One process of the installation.
    ///
    /// @param name e.g. `manager`
    /// @param pid its process id
    /// @param startedAt the start time that the system knows for that id, ISO 8601 in UTC
    public record RunningProcess(String name, long pid, @Nullable String startedAt) {
        /// What the system knows of a process.
        public static RunningProcess of(String name, ProcessHandle process) {
            return new RunningProcess(name, process.pid(), startOf(process));
        }

        /// The process, where that id still is the process that was meant.
        public Optional<ProcessHandle> findAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> startedAt != null && startedAt.equals(startOf(found)));
        }

        private static @Nullable String startOf(ProcessHandle process) {
            return process.info().startInstant().map(Object::toString).orElse(null);
        }
    }

    /// Copies the list.
    public RunFile {
        processes = List.copyOf(processes);
    }

    /// The same with other processes.
    public RunFile with(List<RunningProcess> now) {
        return new RunFile(
                schemaVersion,
                url,
                managerUrl,
                tokenFile,
                planId,
                data,
                pid,
                startedAt,
                postgresPort,
                now);
    }

    /// One line of JSON.
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /// Writes it for its owner alone.
    public void write(DataFolder folder) {
        try {
            Secrets.writePrivate(folder.runFile(), toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder.runFile(), e);
        }
    }

    /// What the folder's `run.json` says; empty where there is none or it cannot be read.
    public static Optional<RunFile> find(DataFolder folder) {
        Path file = folder.runFile();
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), RunFile.class));
        } catch (IOException | JacksonException | NullPointerException unreadable) {
            return Optional.empty();
        }
    }
}
