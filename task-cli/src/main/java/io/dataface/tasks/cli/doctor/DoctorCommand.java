package io.dataface.tasks.cli.doctor;

import io.dataface.tasks.cli.doctor.Finding.Level;
import io.dataface.tasks.cli.installation.DataFolder;
import io.dataface.tasks.cli.installation.Pointer;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.up.UpCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tasks doctor`.
@Command(
        name = "doctor",
        description = "Checks what this machine has and lacks, and says how to mend it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks doctor",
            "  tasks doctor --plans ../our-plan --repo <git URL> --agent 'my-agent --headless'"
        })
public final class DoctorCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = "--plans",
            paramLabel = "<dir or git URL>",
            description = "A plan to check access to.")
    @Nullable String plans;

    @Option(
            names = "--repo",
            paramLabel = "<dir or git URL>",
            description = "A code repository to check access to.")
    @Nullable String repository;

    @Option(
            names = "--agent",
            paramLabel = "<command line>",
            description = "An agent whose program to look for.")
    @Nullable String agent;

    @Option(
            names = "--port",
            defaultValue = "8005",
            description = "Port of the pages and the console. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--manager-port",
            defaultValue = "8010",
            description = "Port of the REST API. Default: ${DEFAULT-VALUE}.")
    int managerPort;

    /// @param invocation the run of the command line
    public DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Finding> findings = findings();
        if (invocation.output().isJson()) {
            invocation
                    .output()
                    .json(Map.of("checks", findings.stream().map(Finding::fields).toList()));
        } else {
            findings.forEach(this::print);
        }
        boolean failed = findings.stream().anyMatch(finding -> finding.level() == Level.FAIL);
        return failed ? Exit.FAILURE.code() : Exit.OK.code();
    }

    private List<Finding> findings() throws IOException, InterruptedException {
        Path home = UpCommand.home(invocation.terminal());
        Path named = invocation.options().data();
        DataFolder data = named == null ? new Pointer(home).follow() : new DataFolder(named);
        String path = invocation.terminal().variable("PATH");
        Checks checks = new Checks(path == null ? "" : path);
        List<Finding> findings = new ArrayList<>();
        findings.add(checks.jdk());
        findings.add(checks.maven());
        findings.add(checks.git());
        findings.add(checks.built(home));
        findings.add(checks.postgres());
        findings.add(checks.port(port, "--port", data));
        findings.add(checks.port(managerPort, "--manager-port", data));
        findings.add(checks.disk(data));
        if (agent != null) {
            findings.add(checks.agent(agent));
        }
        if (plans != null) {
            findings.add(checks.remote("--plans", plans));
        }
        if (repository != null) {
            findings.add(checks.remote("--repo", repository));
        }
        return findings;
    }

    private void print(Finding finding) {
        invocation
                .output()
                .line(
                        "%-5s %-10s %s"
                                .formatted(finding.levelName(), finding.check(), finding.found()));
        if (!finding.fix().isEmpty()) {
            invocation.output().line("%-16s fix: %s".formatted("", finding.fix()));
        }
    }
}
