package io.workgrid.engine.shared;

/** The part that was asked was not begun, or is gone. Whoever knows its object sees what that means. */
final class AbsentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AbsentException() {
        super(null, null, false, false);
    }
}
