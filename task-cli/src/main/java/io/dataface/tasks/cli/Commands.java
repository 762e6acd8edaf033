package io.dataface.tasks.cli;

import io.dataface.tasks.cli.completion.CompleteCommand;
import io.dataface.tasks.cli.completion.CompletionCommand;
import io.dataface.tasks.cli.connection.ConfigCommand;
import io.dataface.tasks.cli.doctor.DoctorCommand;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.overview.ListCommand;
import io.dataface.tasks.cli.overview.ShowCommand;
import io.dataface.tasks.cli.overview.StatusCommand;
import io.dataface.tasks.cli.overview.WhyCommand;
import io.dataface.tasks.cli.overview.WorkersCommand;
import io.dataface.tasks.cli.plans.CheckCommand;
import io.dataface.tasks.cli.plans.InitCommand;
import io.dataface.tasks.cli.plans.NewCommand;
import io.dataface.tasks.cli.plans.SyncCommand;
import io.dataface.tasks.cli.queue.DrainCommand;
import io.dataface.tasks.cli.queue.PauseCommand;
import io.dataface.tasks.cli.queue.PriorityCommand;
import io.dataface.tasks.cli.queue.QueueCommand;
import io.dataface.tasks.cli.queue.ResumeCommand;
import io.dataface.tasks.cli.queue.StopCommand;
import io.dataface.tasks.cli.queue.TakeOutCommand;
import io.dataface.tasks.cli.runs.AcceptCommand;
import io.dataface.tasks.cli.runs.CancelCommand;
import io.dataface.tasks.cli.runs.CompleteTaskCommand;
import io.dataface.tasks.cli.runs.FollowUpCommand;
import io.dataface.tasks.cli.runs.KickoffCommand;
import io.dataface.tasks.cli.runs.LogsCommand;
import io.dataface.tasks.cli.runs.RejectCommand;
import io.dataface.tasks.cli.runs.RetryCommand;
import io.dataface.tasks.cli.runs.WaitCommand;
import io.dataface.tasks.cli.up.StartCachesCommand;
import io.dataface.tasks.cli.up.UpCommand;
import picocli.CommandLine;

/// Every command of `tasks`, one line each.
final class Commands {

    private Commands() {}

    static void register(CommandLine tasks, Invocation invocation) {
        tasks.addSubcommand(new UpCommand(invocation));
        tasks.addSubcommand(new DoctorCommand(invocation));
        tasks.addSubcommand(new InitCommand(invocation));
        tasks.addSubcommand(new NewCommand(invocation));
        tasks.addSubcommand(new CheckCommand(invocation));
        tasks.addSubcommand(new SyncCommand(invocation));
        tasks.addSubcommand(new StatusCommand(invocation));
        tasks.addSubcommand(new ListCommand(invocation));
        tasks.addSubcommand(new ShowCommand(invocation));
        tasks.addSubcommand(new WhyCommand(invocation));
        tasks.addSubcommand(new LogsCommand(invocation));
        tasks.addSubcommand(
                new CommandLine(new QueueCommand(invocation))
                        .addSubcommand(new TakeOutCommand(invocation))
                        .addSubcommand(new PriorityCommand(invocation)));
        tasks.addSubcommand(new WorkersCommand(invocation));
        tasks.addSubcommand(new KickoffCommand(invocation));
        tasks.addSubcommand(new WaitCommand(invocation));
        tasks.addSubcommand(new FollowUpCommand(invocation));
        tasks.addSubcommand(new RetryCommand(invocation));
        tasks.addSubcommand(new CancelCommand(invocation));
        tasks.addSubcommand(new AcceptCommand(invocation));
        tasks.addSubcommand(new RejectCommand(invocation));
        tasks.addSubcommand(new CompleteTaskCommand(invocation));
        tasks.addSubcommand(new PauseCommand(invocation));
        tasks.addSubcommand(new ResumeCommand(invocation));
        tasks.addSubcommand(new StopCommand(invocation));
        tasks.addSubcommand(new DrainCommand(invocation));
        tasks.addSubcommand(new ConfigCommand(invocation));
        tasks.addSubcommand(new VersionCommand(invocation));
        tasks.addSubcommand(new CompletionCommand(invocation, tasks));
        tasks.addSubcommand(new CompleteCommand(invocation));
        tasks.addSubcommand(new StartCachesCommand(invocation));
    }
}
