package io.workgrid.tasks.process;

import io.workgrid.api.task.TaskFailureException;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Refuses what cannot be handed to a program unchanged. Without this the JDK says "invalid null character" and, in a JVM whose locale is
 * not UTF-8, turns every other letter into a question mark without a word.
 */
final class LaunchText {
    /** What the JDK encodes arguments with: the default charset before 18, from then on the locale's. */
    private static final Charset CHARSET = Runtime.version().feature() < 18
            ? Charset.defaultCharset()
            : Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private LaunchText() {}

    static void check(Launch launch) throws TaskFailureException {
        for (int i = 0; i < launch.argv().size(); i++) {
            check("argument " + i, launch.argv().get(i));
        }
        for (Map.Entry<String, String> variable : launch.env().entrySet()) {
            check("variable " + variable.getKey(), variable.getValue());
        }
    }

    private static void check(String where, String text) throws TaskFailureException {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw TaskFailureException.permanent(
                        "item cannot be given to a command: " + where + " has a NUL character at position " + i, null);
            }
            ascii &= c < 0x80;
        }
        if (!ascii && !CHARSET.newEncoder().canEncode(text)) {
            throw TaskFailureException.permanent(
                    "item cannot be given to a command: " + where + " has characters that are not in " + CHARSET
                            + ", the locale of this process; start it with LC_ALL=C.UTF-8",
                    null);
        }
    }
}
