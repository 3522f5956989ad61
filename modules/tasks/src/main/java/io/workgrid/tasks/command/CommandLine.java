package io.workgrid.tasks.command;

import io.workgrid.api.task.TaskFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is run for one item.
 *
 * @param argv the program and its arguments
 * @param env the variables that a shell text refers to, besides those every command gets
 */
record CommandLine(List<String> argv, Map<String, String> env) {

    static CommandLine of(CommandSpec spec, Values values) throws TaskFailureException {
        if (spec.shell()) {
            return ShellText.of(String.join(" ", spec.argv()), values);
        }
        List<String> argv = new ArrayList<>(spec.argv().size() + 1);
        boolean used = false;
        for (String word : spec.argv()) {
            StringBuilder filled = new StringBuilder(word.length() + 16);
            used |= fill(word, values, filled);
            argv.add(filled.toString());
        }
        if (!used) {
            argv.add(values.item().text());
        }
        return new CommandLine(argv, Map.of());
    }

    /** Returns whether a placeholder was there. */
    private static boolean fill(String word, Values values, StringBuilder to) throws TaskFailureException {
        boolean used = false;
        int i = 0;
        while (i < word.length()) {
            char c = word.charAt(i);
            Placeholder found = c == '{' || c == '\\' ? Placeholder.at(word, i) : null;
            if (found == null) {
                to.append(c);
                i++;
                continue;
            }
            String value = found.escaped() ? null : values.of(found);
            used |= value != null;
            to.append(value == null ? found.braces() : value);
            i += found.length();
        }
        return used;
    }

    /** As one would type it, to show it to people. */
    String display() {
        StringBuilder line = new StringBuilder();
        env.forEach((name, value) ->
                line.append(name).append('=').append(quoted(value)).append(' '));
        for (String word : argv) {
            line.append(quoted(word)).append(' ');
        }
        return line.substring(0, line.length() - 1);
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(CommandLine::isPlain);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "@%+=:,./_-".indexOf(c) >= 0;
    }
}
