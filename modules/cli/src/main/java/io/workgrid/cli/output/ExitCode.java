package io.workgrid.cli.output;

/** What {@code grid} exits with, the same for every verb. */
public enum ExitCode {
    DONE(0, "all done"),
    FAILED_ITEMS(1, "finished with failed items"),
    USAGE(2, "the command line is wrong; nothing was done"),
    BAD_INPUT(3, "bad batch or input; nothing was submitted, or, where a stream turned bad, the message says what ran"),
    NOT_ALLOWED(4, "not allowed"),
    NO_NODE(5, "no node reachable"),
    NOT_FOUND(6, "no such job, item or node"),
    UNKNOWN_ITEMS(7, "UNKNOWN items wait for a decision"),
    REFUSED(8, "refused: it can never be placed, a limit is reached, no quorum, or the id is in use"),
    PLAN_DRIFTED(9, "the plan drifted"),
    BUG(70, "a bug of ours"),
    WAIT_TIMED_OUT(124, "the wait timed out; the job goes on"),
    CANCELLED(125, "cancelled: by a person, a halt rule or the deadline, or because its output could not be written"),
    INTERRUPTED(130, "interrupted: detached, the job goes on; an embedded job has nowhere to go on and was cancelled"),
    READER_GONE(141, "the reader of stdout went away, as with | head; an embedded job was cancelled");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number. */
    public int code() {
        return code;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}
