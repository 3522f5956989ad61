package io.workgrid.tasks.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words at blanks, with single quotes, double quotes and backslashes as a shell has them; nothing else has a meaning.
 * A backslash before a brace is left for {@link Placeholder}.
 */
final class Words {
    private static final char NONE = 0;

    private Words() {}

    /** @throws IllegalArgumentException if a quote is not closed */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = NONE;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == quote) {
                quote = NONE;
            } else if (quote == NONE && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == NONE && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                if (takesNext(line, i, quote)) {
                    i++;
                }
                word.append(line.charAt(i));
                inWord = true;
            }
        }
        if (quote != NONE) {
            throw new IllegalArgumentException("command has a " + quote + " that is not closed: " + line);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether this is a backslash that takes the meaning of the next character away: any outside quotes, few inside double ones. */
    private static boolean takesNext(String line, int at, char quote) {
        if (line.charAt(at) != '\\' || quote == '\'' || at + 1 == line.length()) {
            return false;
        }
        char next = line.charAt(at + 1);
        return quote == NONE ? next != '{' : next == '"' || next == '\\' || next == '$' || next == '`';
    }
}
