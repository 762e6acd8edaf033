package io.dataface.tasks.cli.up;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tasks __start-caches`: what `up` does in the background, at once and in the foreground; for
/// images and measurements.
@Command(
        name = "__start-caches",
        hidden = true,
        description = "Records a start, so that the next ones take less time.")
public final class StartCachesCommand implements Callable<Integer> {
    private final Invocation invocation;

    public StartCachesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = UpCommand.home(invocation.terminal());
        Training training = new Training(home);
        Thread interrupted = new Thread(training::stop, "stop-training");
        Runtime.getRuntime().addShutdownHook(interrupted);
        if (!training.run()) {
            throw new CliException(Exit.FAILURE, "not_recorded", "no start was recorded")
                    .fix("look whether `tasks up` starts, and whether another one records now");
        }
        invocation.output().note("Recorded in " + ServiceJar.programs(home));
        return Exit.OK.code();
    }
}
