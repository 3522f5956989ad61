package io.workgrid.cli.output;

/** The reader of stdout went away: nothing is left to be said to it, and nothing went wrong. */
public final class ReaderGoneException extends RuntimeException {
    ReaderGoneException() {
        super("the reader of stdout went away", null, false, false);
    }
}
