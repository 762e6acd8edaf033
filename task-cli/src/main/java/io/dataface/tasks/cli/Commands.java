package io.dataface.tasks.cli;

import io.dataface.tasks.cli.doctor.DoctorCommand;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.up.UpCommand;
import picocli.CommandLine;

/// Every command of `tasks`, one line each.
final class Commands {

    private Commands() {}

    static void register(CommandLine tasks, Invocation invocation) {
        tasks.addSubcommand(new UpCommand(invocation));
        tasks.addSubcommand(new DoctorCommand(invocation));
        tasks.addSubcommand(new VersionCommand(invocation));
    }
}
