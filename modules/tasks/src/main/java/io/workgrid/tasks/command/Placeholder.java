package io.workgrid.tasks.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Braces in a command that may stand for something: {@code {}} the item, {@code {#}} its index, {@code {name}} a column, {@code attempt}
 * or {@code fence}. A backslash before them takes their meaning away. {@code ${NAME}} is left to shells.
 *
 * @param name what is between the braces
 * @param escaped whether there is a backslash before them
 * @param length how many characters it takes, the backslash included
 */
record Placeholder(String name, boolean escaped, int length) {
    private static final Pattern FORM = Pattern.compile("(\\\\?)\\{([^{}\\n]*)\\}");
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

    /** The one that begins there, or {@code null}. */
    static @Nullable Placeholder at(String text, int at) {
        Matcher form = FORM.matcher(text).region(at, text.length());
        if (!form.lookingAt()) {
            return null;
        }
        String name = form.group(2);
        boolean escaped = !form.group(1).isEmpty();
        if (!name.isEmpty() && !escaped && at > 0 && text.charAt(at - 1) == '$') {
            return null;
        }
        Placeholder found = new Placeholder(name, escaped, form.end() - at);
        return escaped && !found.alwaysMeansSomething() && !found.isIdentifier() ? null : found;
    }

    /** Whether a row without such a column is in error: {@code {print $1}} or {@code {1,2}} are no attempt to name one. */
    boolean isIdentifier() {
        return IDENTIFIER.matcher(name).matches();
    }

    private boolean alwaysMeansSomething() {
        return name.isEmpty() || name.equals("#");
    }

    /** As it was written, without the backslash. */
    String braces() {
        return "{" + name + "}";
    }
}
