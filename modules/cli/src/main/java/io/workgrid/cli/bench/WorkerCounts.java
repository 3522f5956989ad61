package io.workgrid.cli.bench;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The numbers of workers of a sweep, from {@code 1..32}, {@code 1,2,4,8} or both mixed. */
final class WorkerCounts {
    private static final int MOST_WORKERS = 4_096;
    private static final Pattern PART = Pattern.compile("(\\d{1,5})(?:\\.\\.(\\d{1,5}))?");

    private WorkerCounts() {}

    /**
     * The counts in ascending order; 1 is always among them, since speed-up is told against it.
     *
     * @param text as given, or {@code null} for 1 to twice the cores
     */
    static List<Integer> parse(@Nullable String text, int cores) {
        TreeSet<Integer> counts = new TreeSet<>(List.of(1));
        if (text == null) {
            return IntStream.rangeClosed(1, 2 * cores).boxed().toList();
        }
        for (String part : text.split(",", -1)) {
            Matcher form = PART.matcher(part.strip());
            if (!form.matches()) {
                throw bad(text, "`" + part.strip() + "` is no number and no range");
            }
            int first = Integer.parseInt(form.group(1));
            int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
            if (first < 1 || last > MOST_WORKERS) {
                throw bad(text, "a grid has 1 to " + MOST_WORKERS + " workers");
            }
            if (first > last) {
                throw bad(text, "the range goes down; write " + last + ".." + first);
            }
            IntStream.rangeClosed(first, last).forEach(counts::add);
        }
        return List.copyOf(counts);
    }

    private static ProblemException bad(String text, String why) {
        return new ProblemException(
                ExitCode.USAGE.code(),
                Problem.of(ErrorCode.BAD_USAGE, "--workers is `" + text + "`; wanted 1..32 or 1,2,4,8")
                        .because(why)
                        .fixedBy("--workers 1..8"),
                "nothing was run");
    }
}
