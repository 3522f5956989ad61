package io.workgrid.engine.store;

/** What a job needs and the grid kept is gone, with every copy: the job cannot go on. */
public class LostException extends RuntimeException {
    public LostException(String message) {
        super(message);
    }
}
