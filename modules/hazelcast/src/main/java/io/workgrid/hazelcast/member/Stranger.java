package io.workgrid.hazelcast.member;

import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whoever greets a node without a grid key as nobody does who belongs to its grid; Hazelcast tells it as an exception of its own. */
final class Stranger {
    private static final String UNKNOWN = "Unknown protocol: ";
    /** How {@link io.workgrid.hazelcast.key.KeyExchange} begins, as far as Hazelcast reads. */
    private static final String KEYED = "WGK";

    private static final Pattern FROM = Pattern.compile("->/?([^,\\]]+)");
    private static final int MOST_CAUSES = 10;

    private Stranger() {}

    /** What is to be said of a line that tells of one; {@code null}: it does not. */
    static @Nullable String in(LogRecord line) {
        Throwable each = line.getThrown();
        for (int n = 0; each != null && n < MOST_CAUSES; n++) {
            String message = String.valueOf(each.getMessage());
            if (message.startsWith(UNKNOWN)) {
                return told(String.valueOf(line.getMessage()), message.substring(UNKNOWN.length()));
            }
            each = each.getCause();
        }
        return null;
    }

    private static String told(String connection, String greeting) {
        Matcher from = FROM.matcher(connection);
        String who = "closed a connection from " + (from.find() ? from.group(1) : "somebody") + ": it ";
        return greeting.equals(KEYED)
                ? who
                        + "has a grid key, or asks whether one is wanted since it was not let in, as under the name of another grid; this"
                        + " node has none"
                : who + "began with \"" + greeting.replaceAll("[^ -~]", "?")
                        + "\", which neither a node nor a client does";
    }
}
