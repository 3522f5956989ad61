package io.workgrid.cli.batch.tree;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/** Turns what a parser says about a text into a problem at its place. */
final class Syntax {
    /** SnakeYAML's mark; the last one in a message is where the parser stood, and the line before it says why. */
    private static final Pattern MARK = Pattern.compile("(?m)^(.+)\\R in reader, line (\\d+), column (\\d+):");

    private Syntax() {}

    static Problem json(Source source, JacksonException e) {
        Problem problem = Problem.of(ErrorCode.BAD_JSON, "bad JSON");
        TokenStreamLocation at = e.getLocation();
        if (at == null || e instanceof StreamConstraintsException) {
            return problem.at(source.where(new Place(1, 1))).because(limit(e));
        }
        int offset =
                (int) Math.min(Math.max(at.getCharOffset(), 0), source.text().length());
        return problem.at(source.where(source.place(offset))).because(jsonReason(source.text(), offset, e));
    }

    private static String jsonReason(String text, int offset, JacksonException e) {
        String said = firstLine(e);
        int before = offset;
        while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        if (offset >= text.length() || said.startsWith("Unexpected end-of-input")) {
            return "the text ends here; a `}`, `]` or `\"` is missing";
        }
        if (said.startsWith("Unexpected c")) {
            return "unexpected " + name(text, offset) + (before == 0 ? "" : " after " + name(text, before - 1));
        }
        if (said.startsWith("Unrecognized token")) {
            return said.replaceFirst("(?s)Unrecognized token '(.*?)'.*", "`$1` is no value; texts stand in quotes");
        }
        if (said.startsWith("Illegal unquoted character")) {
            return "a line end or control character inside a text; write \\n";
        }
        String first = said.isEmpty() ? "not understood" : said.substring(0, 1).toLowerCase(java.util.Locale.ROOT);
        return said.isEmpty() ? first : first + said.substring(1).replaceAll("\\s*[;(].*", "");
    }

    private static String name(String text, int offset) {
        int at = Character.isLowSurrogate(text.charAt(offset)) && offset > 0 ? offset - 1 : offset;
        int codePoint = text.codePointAt(at);
        return switch (codePoint) {
            case ',' -> "a comma";
            case ':' -> "a colon";
            case '"' -> "a text";
            default -> "`" + Character.toString(codePoint) + "`";
        };
    }

    static Problem yaml(Source source, JacksonException e) {
        Problem problem = Problem.of(ErrorCode.BAD_YAML, "bad YAML");
        if (e instanceof StreamConstraintsException) {
            return problem.at(source.where(new Place(1, 1))).because(limit(e));
        }
        @Nullable String reason = null;
        @Nullable Place place = null;
        Matcher mark = MARK.matcher(String.valueOf(e.getOriginalMessage()));
        while (mark.find()) {
            reason = mark.group(1);
            place = new Place(Integer.parseInt(mark.group(2)), Integer.parseInt(mark.group(3)));
        }
        if (reason == null || place == null) {
            return unmarked(source, problem, e);
        }
        YamlReason words = YamlReason.of(reason);
        return problem.at(source.where(place)).because(words.why()).fixedBy(words.fix());
    }

    private static Problem unmarked(Source source, Problem problem, JacksonException e) {
        int[] control = source.text()
                .codePoints()
                .filter(c -> c != '\t' && c != '\n' && c != '\r' && Character.isISOControl(c))
                .limit(1)
                .toArray();
        if (control.length > 0) {
            int offset = source.text().indexOf(control[0]);
            return problem.at(source.where(source.place(offset)))
                    .because(String.format("character U+%04X is not allowed", control[0]));
        }
        TokenStreamLocation at = e.getLocation();
        Place place = at == null ? new Place(1, 1) : new Place(Math.max(1, at.getLineNr()), at.getColumnNr());
        String said = firstLine(e);
        return problem.at(source.where(place))
                .because(said.startsWith("Expected a property name") ? "a key must be a plain text" : said);
    }

    static Problem alias(Source source, Place place, String name) {
        return Problem.of(ErrorCode.BAD_YAML, "alias `*" + name + "`")
                .at(source.where(place))
                .because("batch files have no anchors and aliases")
                .fixedBy("write the value out where it is used");
    }

    private static String limit(JacksonException e) {
        return firstLine(e).contains("nesting")
                ? "more than 500 levels of brackets or indentation"
                : "a value is longer than the parser takes: " + firstLine(e);
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }
}
