package io.workgrid.cli.output;

import java.util.List;

/** Ends a command because of what the user gave: no stack trace is shown, only the problems and what became of the work. */
public final class ProblemException extends RuntimeException {
    private final int exitCode;
    private final transient List<Problem> problems;
    private final String aftermath;

    /**
     * @param exitCode what the process returns
     * @param problems all of them, in the order of their places; at least one
     * @param aftermath what happened to the work, as {@code nothing was submitted}
     */
    public ProblemException(int exitCode, List<Problem> problems, String aftermath) {
        super(problems.get(0).headline());
        this.exitCode = exitCode;
        this.problems = List.copyOf(problems);
        this.aftermath = aftermath;
    }

    public ProblemException(int exitCode, Problem problem, String aftermath) {
        this(exitCode, List.of(problem), aftermath);
    }

    /** What the process returns. */
    public int exitCode() {
        return exitCode;
    }

    /** All problems, never empty. */
    public List<Problem> problems() {
        return problems;
    }

    /** What happened to the work. */
    public String aftermath() {
        return aftermath;
    }
}
