package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.connection.Setting.Origin;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tasks config show`.
@Command(
        name = "config",
        description = "Shows the settings that apply, and where each comes from.",
        footerHeading = "%nExamples:%n",
        footer = {"  tasks config show", "  tasks config show --origin --json"})
public final class ConfigCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "show", description = "The only action: show.")
    private Action action = Action.show;

    @Option(names = "--origin", description = "Also show the flag, variable or file behind each.")
    private boolean origin;

    /// What can be done with settings.
    enum Action {
        show
    }

    public ConfigCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.of(invocation);
        List<Setting> all = new ArrayList<>();
        for (String key : Settings.KEYS) {
            all.add(settings.get(key));
        }
        if (all.getFirst().value() == null) {
            String data = Targets.dataFolder(settings, invocation.terminal()).toString();
            all.set(0, new Setting(Settings.DATA, data, Origin.DEFAULT, "default"));
        }
        fromInstallation(settings, all);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("settings", all.stream().map(this::fields).toList()));
        } else {
            print(all);
        }
        return Exit.OK.code();
    }

    // What nobody set comes from the installation that the commands would talk to.
    private void fromInstallation(Settings settings, List<Setting> all) {
        Target target;
        try {
            target = Targets.find(invocation, settings);
        } catch (CliException nothingRuns) {
            return;
        }
        var found = new HashMap<String, @Nullable String>();
        found.put(Settings.MANAGER_URL, target.manager().toString());
        found.put(Settings.TOKEN_FILE, target.tokenFile().toString());
        found.put(Settings.PLAN, target.plan());
        all.replaceAll(
                setting ->
                        setting.value() == null && found.get(setting.key()) != null
                                ? new Setting(
                                        setting.key(),
                                        found.get(setting.key()),
                                        Origin.DEFAULT,
                                        "the running installation")
                                : setting);
    }

    private void print(List<Setting> all) {
        Table table = new Table(invocation);
        table.columns("SETTING", "VALUE");
        if (origin) {
            table.columns("SETTING", "VALUE", "ORIGIN");
        }
        for (Setting setting : all) {
            String value = setting.value() == null ? "-" : setting.value();
            if (origin) {
                table.row(setting.key(), value, setting.where());
            } else {
                table.row(setting.key(), value);
            }
        }
        table.print();
    }

    private Map<String, @Nullable Object> fields(Setting setting) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("key", setting.key());
        fields.put("value", setting.value());
        fields.put("origin", setting.origin().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("where", setting.where());
        return fields;
    }
}
