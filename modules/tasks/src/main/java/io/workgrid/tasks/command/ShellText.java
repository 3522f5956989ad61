package io.workgrid.tasks.command;

import io.workgrid.api.task.TaskFailureException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts placeholders into a text that {@code sh} will read. What an item says never becomes part of the text: a placeholder becomes a
 * quoted reference to a variable, so nothing in an item can be a command, whatever it holds.
 *
 * <p>The quotes around a placeholder are followed, so that {@code {}}, {@code "{}"} and {@code '{}'} all give the item as one word. Where
 * that is misjudged (in a here-document, say) the item may be split into words or the reference appear as it is; it still is not run.
 */
final class ShellText {
    private static final char NONE = 0;

    private final String text;
    private final Values values;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> env = new LinkedHashMap<>();

    /** Open quotes and brackets, innermost first: {@code "}, {@code '}, a back quote, {@code (}. */
    private final Deque<Character> open = new ArrayDeque<>();

    private boolean used;

    private ShellText(String text, Values values) {
        this.text = text;
        this.values = values;
    }

    static CommandLine of(String text, Values values) throws TaskFailureException {
        return new ShellText(text, values).fill();
    }

    private CommandLine fill() throws TaskFailureException {
        int i = 0;
        while (i < text.length()) {
            Placeholder found = placeholder(i);
            i += found == null ? character(i) : found.length();
        }
        // whoever names a variable has said where the item goes
        if (!used && !text.contains("GRID_")) {
            out.append(" \"${").append(Values.ITEM_VARIABLE).append("}\"");
        }
        return new CommandLine(List.of("sh", "-c", out.toString()), env);
    }

    private @Nullable Placeholder placeholder(int at) throws TaskFailureException {
        char c = text.charAt(at);
        Placeholder found = c == '{' || c == '\\' ? Placeholder.at(text, at) : null;
        if (found == null) {
            return null;
        }
        String value = found.escaped() ? null : values.of(found);
        if (value == null) {
            out.append(found.braces());
        } else {
            used = true;
            String variable = values.variableOf(found);
            env.put(variable, value);
            refer(variable);
        }
        return found;
    }

    private void refer(String variable) {
        String reference = "${" + variable + "}";
        switch (innermost()) {
            case '"' -> out.append(reference);
            case '\'' -> out.append("'\"").append(reference).append("\"'");
            default -> out.append('"').append(reference).append('"');
        }
    }

    private char innermost() {
        Character innermost = open.peek();
        return innermost == null ? NONE : innermost;
    }

    /** Copies what is no placeholder and follows its quotes; returns how many characters that were. */
    private int character(int at) {
        char c = text.charAt(at);
        char in = innermost();
        int length = 1;
        if (in == '\'') {
            closeIf(c == '\'');
        } else if (c == '\\') {
            length = Math.min(2, text.length() - at);
        } else if (c == in && c != '(') {
            open.pop();
        } else if (c == '"' || c == '`' || (c == '\'' && in != '"') || opensBracket(at, in)) {
            open.push(c);
        } else if (c == ')') {
            closeIf(in == '(');
        } else if (c == '#' && in != '"' && startsWord(at)) {
            length = lineEnd(at) - at;
        }
        out.append(text, at, at + length);
        return length;
    }

    private void closeIf(boolean closes) {
        if (closes) {
            open.pop();
        }
    }

    /** Inside double quotes only a substitution opens a new context. */
    private boolean opensBracket(int at, char in) {
        return text.charAt(at) == '(' && (in != '"' || (at > 0 && text.charAt(at - 1) == '$'));
    }

    private boolean startsWord(int at) {
        return at == 0 || " \t\n;|&(".indexOf(text.charAt(at - 1)) >= 0;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }
}
