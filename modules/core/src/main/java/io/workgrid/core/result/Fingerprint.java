package io.workgrid.core.result;

import io.workgrid.api.view.ItemError;
import java.util.regex.Pattern;

/**
 * What makes errors the same to a person: type, message without what differs from item to item (numbers, hex, quoted values), and the
 * method that threw. Pure, and stable between runs, JVMs and edits that only move lines.
 */
public final class Fingerprint {
    private static final int MOST_CHARS = 1_000;

    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"\\n]*\"|`[^`\\n]*`|(?<![\\p{L}\\p{N}])'[^'\\n]*'(?![\\p{L}\\p{N}])");
    private static final Pattern HEX =
            Pattern.compile("0x\\p{XDigit}+|(?<![\\p{L}\\p{N}])(?=\\p{XDigit}*[0-9])\\p{XDigit}{6,}(?![\\p{L}\\p{N}])");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([.,:][0-9]+)*");
    private static final Pattern FRAME = Pattern.compile("(?m)^\\s*at ([^\\s(]+)\\(");
    private static final Pattern GENERATED = Pattern.compile("\\$\\$Lambda[^.]*|/0x\\p{XDigit}+");

    private Fingerprint() {}

    /** Sixteen hex digits, equal for errors of one kind. */
    public static String of(ItemError error) {
        String text = error.type() + '\n' + normalised(error.message()) + '\n' + thrower(error.stackTrace());
        return "%016x".formatted(hash(text));
    }

    static String normalised(String message) {
        String text = message.substring(0, Math.min(message.length(), MOST_CHARS));
        text = QUOTED.matcher(text).replaceAll("?");
        text = HEX.matcher(text).replaceAll("#");
        return NUMBER.matcher(text).replaceAll("#");
    }

    private static String thrower(String stackTrace) {
        return FRAME.matcher(stackTrace)
                .results()
                .findFirst()
                .map(frame -> GENERATED.matcher(frame.group(1)).replaceAll(""))
                .orElse("");
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int n = 0; n < text.length(); n++) {
            hash = (hash ^ text.charAt(n)) * 0x100000001b3L;
        }
        return hash;
    }
}
