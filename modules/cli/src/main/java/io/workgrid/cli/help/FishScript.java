package io.workgrid.cli.help;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish from the model of the commands; picocli makes one for bash and zsh only. */
final class FishScript {
    private final StringBuilder out = new StringBuilder("# fish completion for grid\ncomplete -c grid -f\n");

    private FishScript() {}

    static String of(CommandSpec root) {
        FishScript script = new FishScript();
        script.command(root, "__fish_use_subcommand");
        return script.out.append(GridNames.fish()).toString();
    }

    private void command(CommandSpec command, String condition) {
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> option(option, condition));
        command.subcommands().forEach((name, line) -> {
            if (!line.getCommandSpec().usageMessage().hidden()) {
                out.append("complete -c grid -n ")
                        .append(quoted(condition))
                        .append(" -a ")
                        .append(quoted(name))
                        .append(" -d ")
                        .append(quoted(
                                first(line.getCommandSpec().usageMessage().description())))
                        .append('\n');
                command(line.getCommandSpec(), below(name, line));
            }
        });
    }

    /** True where the verb was written, and none of those below it. */
    private static String below(String name, CommandLine line) {
        String seen = "__fish_seen_subcommand_from " + name;
        return line.getSubcommands().isEmpty()
                ? seen
                : seen + "; and not __fish_seen_subcommand_from "
                        + String.join(" ", line.getSubcommands().keySet());
    }

    private void option(OptionSpec option, String condition) {
        out.append("complete -c grid -n ").append(quoted(condition));
        for (String name : option.names()) {
            out.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        Class<?> type = option.typeInfo().getType();
        if (type.isEnum()) {
            String words = Arrays.stream(type.getEnumConstants())
                    .map(word -> word.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" "));
            out.append(" -x -a ").append(quoted(words));
        } else if (option.completionCandidates() != null) {
            out.append(" -x -a ").append(quoted(String.join(" ", option.completionCandidates())));
        } else if (option.arity().max() > 0) {
            // -F: a file may stand there, whatever was switched off for the verbs
            out.append(option.paramLabel().matches(".*(FILE|DIR|PATTERN).*") ? " -r -F" : " -x");
        }
        out.append(" -d ").append(quoted(first(option.description()))).append('\n');
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].replace("%%", "%").replaceAll("\\s+", " ");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
