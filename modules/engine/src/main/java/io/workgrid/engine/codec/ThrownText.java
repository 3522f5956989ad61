package io.workgrid.engine.codec;

import org.jspecify.annotations.Nullable;

/** What a throwable, or any object of a user's class, says of itself: its own code may throw as well. */
public final class ThrownText {
    private ThrownText() {}

    /** Its text; never throws. */
    public static String of(@Nullable Object said) {
        try {
            return String.valueOf(said);
        } catch (Throwable e) { // user code
            return (said == null ? "null" : said.getClass().getName()) + " (its toString() threw "
                    + e.getClass().getName() + ")";
        }
    }
}
