package io.workgrid.api.view;

/**
 * How an item ended. Every item of an ended job has exactly one outcome, and it never changes.
 *
 * <p>An item that was skipped (its work was found done) counts as {@link #DONE}, with a note.
 */
public enum Outcome {
    /** The task returned; the result, if kept, can be read. */
    DONE,
    /** The last attempt allowed by the retry policy threw, timed out or could not be sent. */
    FAILED,
    /**
     * Nobody can know whether the item took effect: an {@code unsafe} attempt may have started and its node or worker was lost. It
     * is never run again unless somebody asks for it.
     */
    UNKNOWN,
    /** The job was cancelled, halted or ran past its deadline before the item finished. */
    CANCELLED
}
