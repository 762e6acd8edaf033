package io.dataface.tasks.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Help with examples first: a command's footer is its examples.
final class HelpText extends Help {
    static final List<String> SECTIONS =
            List.of(
                    SECTION_KEY_DESCRIPTION,
                    SECTION_KEY_FOOTER_HEADING,
                    SECTION_KEY_FOOTER,
                    SECTION_KEY_SYNOPSIS_HEADING,
                    SECTION_KEY_SYNOPSIS,
                    SECTION_KEY_PARAMETER_LIST,
                    SECTION_KEY_OPTION_LIST,
                    SECTION_KEY_COMMAND_LIST_HEADING,
                    SECTION_KEY_COMMAND_LIST);

    HelpText(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    public String fullSynopsis() {
        return synopsisHeading() + synopsis(synopsisHeadingLength());
    }

    /// One line: the global options, which `tasks --help` lists, stay out of it.
    @Override
    public String synopsis(int headingLength) {
        CommandSpec command = commandSpec();
        var line = new StringBuilder(command.qualifiedName());
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "…" : "");
            line.append(parameter.required() ? " " + label : " [" + label + "]");
        }
        if (!command.subcommands().isEmpty()) {
            line.append(" [<command>]");
        }
        return line.append(" [options]%n".formatted()).toString();
    }

    /// A command's own options, then where the others are listed.
    @Override
    public String optionList() {
        List<OptionSpec> own =
                commandSpec().options().stream().filter(option -> !option.inherited()).toList();
        String list =
                own.isEmpty()
                        ? ""
                        : "%nOptions:%n".formatted()
                                + optionListExcludingGroups(
                                        own,
                                        createDefaultLayout(own, List.of(), colorScheme()),
                                        null,
                                        parameterLabelRenderer());
        return list + "%nOptions for every command (--json, --data, …): tasks --help%n".formatted();
    }

    @Override
    public String parameterList() {
        // A layout of its own: the global options would make the first column wide.
        Layout layout =
                createDefaultLayout(List.of(), commandSpec().positionalParameters(), colorScheme());
        String list = parameterList(layout, parameterLabelRenderer());
        return list.isEmpty() ? list : "%n".formatted() + list;
    }

    /// The help of `tasks` itself, the same text that the launcher prints.
    static String root() {
        try (InputStream text = HelpText.class.getResourceAsStream("help.txt")) {
            if (text == null) {
                throw new IllegalStateException("help.txt is missing from the jar");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
