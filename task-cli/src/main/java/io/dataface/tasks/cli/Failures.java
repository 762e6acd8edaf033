package io.dataface.tasks.cli;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns every failure into one message and one exit code.
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Invocation invocation;

    Failures(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        var error = new CliException(Exit.USAGE, "usage", what(failure)).fix(fix(failure, line));
        // Parsing stopped, so that a later --json may not have been seen.
        boolean json = invocation.output().isJson() || List.of(args).contains("--json");
        invocation.output().error(error.cause(failure), json);
        return Exit.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed)
            throws Exception {
        if (failure instanceof ParameterException usage) {
            return handleParseException(usage, new String[0]);
        }
        CliException error =
                failure instanceof CliException known
                        ? known
                        : new CliException(Exit.FAILURE, "failure", describe(failure))
                                .fix("run it again with --debug for the details")
                                .cause(failure);
        invocation.output().error(error, invocation.output().isJson());
        return error.exit().code();
    }

    private static String describe(Exception failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message;
    }

    private static String what(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            if (unmatched.isUnknownOption()) {
                return "unknown option " + first;
            }
            return isRoot(failure.getCommandLine())
                    ? "unknown command " + first
                    : "unexpected argument " + first;
        }
        String message = failure.getMessage();
        return message == null ? "these arguments do not fit" : message;
    }

    private static String fix(ParameterException failure, CommandLine line) {
        String help = "see " + line.getCommandSpec().qualifiedName() + " --help";
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return help;
        }
        String typed = unmatched.getUnmatched().getFirst();
        List<String> known =
                unmatched.isUnknownOption()
                        ? new ArrayList<>(line.getCommandSpec().optionsMap().keySet())
                        : visible(line);
        List<String> near = DidYouMean.nearest(typed, known);
        return near.isEmpty() ? help : DidYouMean.sentence(near, help) + " " + help;
    }

    private static List<String> visible(CommandLine line) {
        return line.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    private static boolean isRoot(CommandLine line) {
        return line.getParent() == null;
    }
}
