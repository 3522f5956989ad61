package io.workgrid.cli.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stars instead of secrets in what is quoted from files and options. The length is kept, so that a caret stays where it was. */
public final class Redaction {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(?:password|passwd|passphrase|pgpassword|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential)"
                    + "[a-z0-9_-]*[\"']?\\s*[:=]\\s*(\"[^\"]*\"?|'[^']*'?|[^\\s,}\\]]+)"
                    + "|://[^\\s/:@]*:([^\\s/@]+)@"
                    + "|(?:authorization[\"']?\\s*[:=]\\s*[\"']?)?bearer\\s+([^\\s\"',}]+)");

    private Redaction() {}

    /** The text with each secret that shows by the name before it as stars. */
    public static String mask(String text) {
        Matcher found = SECRET.matcher(text);
        StringBuilder masked = new StringBuilder(text);
        while (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                for (int at = found.start(group); at >= 0 && at < found.end(group); at++) {
                    char c = text.charAt(at);
                    masked.setCharAt(at, c == '"' || c == '\'' ? c : '*');
                }
            }
        }
        return masked.toString();
    }
}
