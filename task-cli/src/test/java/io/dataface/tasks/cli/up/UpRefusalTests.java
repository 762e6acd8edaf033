package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.cli.Tasks;
import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.InstallationLock;
import io.dataface.tasks.cli.installation.Ports;
import io.dataface.tasks.cli.invocation.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpRefusalTests {
    @TempDir Path home;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aSecondUpSaysThatOneRunsAndWhere() throws IOException {
        DataFolder data = new DataFolder(home.resolve(".tasks"));
        data.create();
        Files.writeString(
                data.runFile(),
                """
                {"schemaVersion":1,"url":"http://127.0.0.1:9005/","managerUrl":"http://127.0.0.1:9010",
                 "tokenFile":"t","planId":"demo","data":"d","pid":77,"startedAt":"2026-01-02T03:04:05Z",
                 "postgresPort":15432,"processes":[]}
                """);

        try (InstallationLock _ = InstallationLock.findFree(data.lock()).orElseThrow()) {
            assertThat(up()).isEqualTo(4);
        }

        assertThat(said()).contains("already runs").contains("http://127.0.0.1:9005/ (process 77");
    }

    @Test
    void aTakenPortIsNamedWithItsFlagBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(up("--port", port)).isEqualTo(4);
            assertThat(said()).contains("port " + port).contains("--port <port>");
            assertThat(up("--port", free(), "--manager-port", port)).isEqualTo(4);
            assertThat(said()).contains("--manager-port <port>");
        }
        assertThat(home.resolve(".tasks/postgres")).isEmptyDirectory();
        assertThat(home.resolve(".tasks/demo")).doesNotExist();
    }

    @Test
    void aPlanThatIsNowhereIsAUsageError() {
        assertThat(up("--plans", "/no/such")).isEqualTo(2);
        assertThat(said()).contains("--plans /no/such: there is no such folder");
    }

    @Test
    void whatCannotBeAPortIsAUsageError() {
        assertThat(up("--port", "99999")).isEqualTo(2);
        assertThat(said()).contains("--port must be from 1 to 65535, not 99999");
        assertThat(up("--port", "9005", "--manager-port", "9005")).isEqualTo(2);
        assertThat(said()).contains("--port and --manager-port are both 9005");
    }

    @Test
    void anAgentThatIsNotThereIsAUsageError() {
        assertThat(up("--agent", "no-such-agent --fast")).isEqualTo(2);
        assertThat(said()).contains("there is no program 'no-such-agent'");
    }

    @Test
    void anUnknownTransportOrAMisplacedEmulatorIsAUsageError() {
        assertThat(up("--transport", "kafka")).isEqualTo(2);
        assertThat(said()).contains("--transport must be postgres or pubsub, not kafka");
        assertThat(up("--pubsub-emulator", "127.0.0.1:8085")).isEqualTo(2);
        assertThat(said()).contains("--pubsub-emulator goes with --transport pubsub");
        assertThat(up("--transport", "pubsub", "--pubsub-emulator", "here")).isEqualTo(2);
        assertThat(said()).contains("must be a host and a port, as 127.0.0.1:8085, not here");
    }

    private static String free() {
        return Integer.toString(Ports.freeForDatabase());
    }

    private int up(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "up";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        false,
                        Map.of(),
                        Map.of("tasks.home", home.toString()));
        return Tasks.run(terminal, InstantSource.system(), arguments);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
