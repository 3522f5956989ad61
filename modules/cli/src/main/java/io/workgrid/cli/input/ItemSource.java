package io.workgrid.cli.input;

import java.util.Iterator;

/**
 * The items of a job: texts, rows ({@code Map<String, String>} in the order of the columns) or values of JSON. Read once, while the job
 * runs, by one thread.
 *
 * <p>What turns out to be bad in the middle is thrown by the iterator as a {@code ProblemException} whose place is exact and whose
 * aftermath is empty: only the runner knows what has run by then.
 */
public interface ItemSource extends Iterable<Object> {

    /** How many items there are, or -1 if that is not known before they are read. */
    long count();

    @Override
    Iterator<Object> iterator();
}
