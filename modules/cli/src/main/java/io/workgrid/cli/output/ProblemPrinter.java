package io.workgrid.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problems as text for people and as JSON for programs: the same words in both. Shows {@value #MOST_SHOWN} at most and counts the rest.
 *
 * <pre>
 * error[GRID-C301]: bad JSON in batch.jsonl, line 1042, column 33
 * 1042 | {"id":"a","task":"primes","n":5,}
 *      |                                 ^ unexpected `}` after a comma
 *    = fix: remove the comma
 *    nothing was submitted
 * </pre>
 */
public final class ProblemPrinter {
    /** The most problems of one run that are shown. */
    public static final int MOST_SHOWN = 20;

    private static final int WINDOW = 100;
    private static final int WIDEST = 140;
    private static final String RED = "\u001b[1;31m";
    private static final String BLUE = "\u001b[34m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean colour;

    /** A printer without colour. */
    public ProblemPrinter() {
        this(false);
    }

    /**
     * @param colour whether the stream it goes to takes colour
     */
    public ProblemPrinter(boolean colour) {
        this.colour = colour;
    }

    /** The problems of a command that ended because of them. */
    public String text(ProblemException failure) {
        return text(failure.problems(), failure.aftermath());
    }

    /**
     * The problems, each as a block of lines, and what happened to the work.
     *
     * @return lines, each with its end of line
     */
    public String text(List<Problem> problems, @Nullable String aftermath) {
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems.subList(0, Math.min(problems.size(), MOST_SHOWN))) {
            if (out.length() > 0) {
                out.append('\n');
            }
            block(out, problem);
        }
        if (problems.size() > MOST_SHOWN) {
            out.append("\n   +").append(problems.size() - MOST_SHOWN).append(" more\n");
        }
        if (aftermath != null && !aftermath.isEmpty()) {
            out.append("   ").append(aftermath).append('\n');
        }
        return out.toString();
    }

    private void block(StringBuilder out, Problem problem) {
        out.append(paint(RED, "error[" + problem.code() + "]"))
                .append(": ")
                .append(paint(BOLD, oneLine(problem.headline())))
                .append('\n');
        boolean said = source(out, problem);
        String why = problem.why();
        if (why != null && !said) {
            out.append("   = why: ").append(oneLine(why)).append('\n');
        }
        String fix = problem.fix();
        if (fix != null) {
            out.append("   = fix: ").append(oneLine(fix)).append('\n');
        }
    }

    /** Shows the line and the caret; tells whether the reason stood behind the caret. */
    private boolean source(StringBuilder out, Problem problem) {
        Problem.Where where = problem.where();
        if (where == null || where.text() == null || where.line() < 1) {
            return false;
        }
        SourceLine line = SourceLine.of(Redaction.mask(where.text()), where.column(), WINDOW);
        String number = Integer.toString(where.line());
        out.append(paint(BLUE, number + " |"))
                .append(line.shown().isEmpty() ? "" : " ")
                .append(line.shown())
                .append('\n');
        if (where.column() < 1) {
            return false;
        }
        String why = problem.why() == null ? "" : " " + oneLine(problem.why());
        boolean fits = number.length() + 3 + line.caret() + 1 + Columns.width(why) <= WIDEST;
        out.append(paint(BLUE, " ".repeat(number.length()) + " |"))
                .append(" ".repeat(line.caret() + 1))
                .append(paint(RED, "^" + (fits ? why : "")))
                .append('\n');
        return fits;
    }

    private static String oneLine(String text) {
        return Columns.printable(Redaction.mask(text).replaceAll("\\R\\s*", " "));
    }

    private String paint(String colourCode, String text) {
        return colour ? colourCode + text + PLAIN : text;
    }

    /** The problems of a command that ended because of them, as JSON. */
    public String json(ProblemException failure) {
        return json(failure.problems(), failure.aftermath());
    }

    /**
     * The problems as one line of JSON: {@code {"error":{"code","message","where","why","fix"}}}; with several, the others in {@code
     * more}, and what is left out as a number in {@code omitted}.
     */
    public String json(List<Problem> problems, @Nullable String aftermath) {
        StringBuilder out = new StringBuilder("{\"error\":");
        object(out, problems.get(0));
        int shown = Math.min(problems.size(), MOST_SHOWN);
        if (shown > 1) {
            out.append(",\"more\":[");
            for (Problem problem : problems.subList(1, shown)) {
                object(out, problem);
                out.append(',');
            }
            out.setCharAt(out.length() - 1, ']');
        }
        if (problems.size() > shown) {
            out.append(",\"omitted\":").append(problems.size() - shown);
        }
        if (aftermath != null && !aftermath.isEmpty()) {
            out.append(",\"aftermath\":").append(JsonText.quote(aftermath));
        }
        return out.append("}\n").toString();
    }

    private static void object(StringBuilder out, Problem problem) {
        out.append("{\"code\":").append(JsonText.quote(problem.code()));
        out.append(",\"message\":").append(JsonText.quote(oneLine(problem.headline())));
        out.append(",\"where\":");
        Problem.Where where = problem.where();
        if (where == null) {
            out.append("null");
        } else {
            out.append("{\"file\":").append(JsonText.quote(where.file()));
            out.append(",\"line\":").append(where.line());
            out.append(",\"column\":").append(where.column());
            String text = where.text() == null ? null : Redaction.mask(where.text());
            String shown = text == null
                    ? null
                    : SourceLine.of(text, where.column(), WINDOW).shown();
            out.append(",\"text\":").append(JsonText.quote(shown)).append('}');
        }
        out.append(",\"why\":").append(JsonText.quote(redacted(problem.why())));
        out.append(",\"fix\":").append(JsonText.quote(redacted(problem.fix()))).append('}');
    }

    private static @Nullable String redacted(@Nullable String text) {
        return text == null ? null : Redaction.mask(text);
    }
}
