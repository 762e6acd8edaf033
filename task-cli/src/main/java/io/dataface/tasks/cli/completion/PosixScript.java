package io.dataface.tasks.cli.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;

/// The scripts for bash and zsh: the same tables, read by each shell in its own way.
final class PosixScript {
    private static final String BASH =
            """
            _tasks() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} place words
              place=$(_tasks_path "${COMP_WORDS[@]:1:COMP_CWORD-1}")
              COMPREPLY=()
              if _tasks_takes_value "$prev"; then
                words=$(_tasks_values "$prev")
                [ -n "$words" ] || { compopt -o default; return; }
              elif [ "${cur#-}" != "$cur" ]; then
                words=$(_tasks_options "$place")
              else
                words=$(_tasks_words "$place" "${COMP_WORDS[0]}")
                [ "$words" != FILES ] || { compopt -o default; return; }
              fi
              COMPREPLY=($(compgen -W "$words" -- "$cur"))
            }
            complete -F _tasks tasks
            """;

    private static final String ZSH =
            """
            _tasks() {
              local cur=${words[CURRENT]} prev=${words[CURRENT-1]} place list
              place=$(_tasks_path "${(@)words[2,CURRENT-1]}")
              if _tasks_takes_value "$prev"; then
                list=$(_tasks_values "$prev")
                [ -n "$list" ] || { _files; return; }
              elif [ "${cur#-}" != "$cur" ]; then
                list=$(_tasks_options "$place")
              else
                list=$(_tasks_words "$place" "${words[1]}")
                [ "$list" != FILES ] || { _files; return; }
              fi
              compadd -- ${=list}
            }
            if [ "$funcstack[1]" = _tasks ]; then _tasks "$@"; else compdef _tasks tasks; fi
            """;

    private final CommandWords words;

    PosixScript(CommandWords words) {
        this.words = words;
    }

    String bash() {
        return "# bash completion for tasks: source <(tasks completion bash)\n" + tables() + BASH;
    }

    String zsh() {
        return "#compdef tasks\n# zsh completion for tasks\n" + tables() + ZSH;
    }

    private String tables() {
        return path() + valueTables() + optionTable() + wordTable();
    }

    // The command that has been typed so far, without options and their values.
    private String path() {
        var known = new ArrayList<String>();
        for (String path : words.paths()) {
            int space = path.lastIndexOf(' ');
            String before = space < 0 ? "" : path.substring(0, space);
            if (!path.isEmpty()) {
                known.add("'" + before + "/" + path.substring(space + 1) + "'");
            }
        }
        return """
        _tasks_path() {
          local place= word skip=
          for word in "$@"; do
            if [ -n "$skip" ]; then skip=; continue; fi
            if _tasks_takes_value "$word"; then skip=1; continue; fi
            case "$place/$word" in
              %s) place="${place:+$place }$word" ;;
            esac
          done
          printf '%%s\\n' "$place"
        }
        """
                .formatted(String.join("|", known));
    }

    private String valueTables() {
        var taking = new TreeSet<String>();
        var fixed = new TreeMap<String, String>();
        for (String path : words.paths()) {
            for (OptionSpec option : words.options(path)) {
                if (option.arity().max() > 0) {
                    taking.addAll(Arrays.asList(option.names()));
                    String values = CommandWords.values(option);
                    if (!values.isEmpty()) {
                        fixed.put(option.longestName(), values);
                    }
                }
            }
        }
        return "_tasks_takes_value() {\n  case \"$1\" in\n    "
                + String.join("|", taking)
                + ") return 0 ;;\n  esac\n  return 1\n}\n"
                + function("_tasks_values", fixed);
    }

    private String optionTable() {
        Function<OptionSpec, String> name = OptionSpec::longestName;
        var table = new TreeMap<String, String>();
        for (String path : words.paths()) {
            List<String> names = words.options(path).stream().map(name).sorted().toList();
            table.put("'" + path + "'", String.join(" ", names));
        }
        return function("_tasks_options", table);
    }

    private String wordTable() {
        var text = new StringBuilder("_tasks_words() {\n  case \"$1\" in\n");
        for (String path : words.paths()) {
            String fixed = String.join(" ", words.words(path));
            String known = fixed.isEmpty() ? "" : "echo '" + fixed + "'";
            String action =
                    switch (words.kind(path)) {
                        case "files" -> "echo FILES";
                        case "" -> known.isEmpty() ? ":" : known;
                        default ->
                                "TASKS_SKIP_BUILD=1 \"$2\" __complete "
                                        + words.kind(path)
                                        + " 2>/dev/null"
                                        + (known.isEmpty() ? "" : "; " + known);
                    };
            text.append("    '%s') %s ;;%n".formatted(path, action));
        }
        return text.append("  esac\n}\n").toString();
    }

    private static String function(String name, Map<String, String> table) {
        var text = new StringBuilder(name + "() {\n  case \"$1\" in\n");
        table.forEach((key, value) -> text.append("    %s) echo '%s' ;;%n".formatted(key, value)));
        return text.append("  esac\n}\n").toString();
    }
}
