package io.workgrid.api;

import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import java.util.Objects;

/**
 * An item failed for good. The message names it; the cause is a stand-in for the exception that the task threw on its worker, with that
 * exception's class name, message and stack trace.
 */
public final class ItemFailedException extends GridException {
    private final transient ItemView item;

    public ItemFailedException(ItemView item) {
        super(message(item), new RemoteException(error(item)));
        this.item = item;
    }

    private static ItemError error(ItemView item) {
        return Objects.requireNonNull(item.error(), "a failed item has an error");
    }

    private static String message(ItemView item) {
        String key = item.key() == null ? "" : " \"" + item.key() + "\"";
        String attempts = item.attempts() == 1 ? "" : " after " + item.attempts() + " attempts";
        return "item " + item.index() + key + " failed" + attempts + ": "
                + error(item).summary();
    }

    /** What happened to the item. */
    public ItemView item() {
        return item;
    }

    /** Position in the job's input. */
    public long index() {
        return item.index();
    }

    /** Why it failed. */
    public ItemError error() {
        return error(item);
    }

    /** Whether the task threw this class or a subclass of it. */
    public boolean causedBy(Class<? extends Throwable> type) {
        return error().types().contains(type.getName());
    }

    @Override
    public boolean retryable() {
        return !error().permanent();
    }

    /** Stands for an exception of another process: looks like it when printed, and needs none of its classes. */
    static final class RemoteException extends Exception {
        private final transient ItemError error;

        RemoteException(ItemError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        /** The remote stack trace, which begins with the exception's own line; then that is all there is to print. */
        @Override
        @SuppressWarnings(
                "OverrideThrowableToString") // the text must begin with the remote class's name, not with this one's
        public String toString() {
            return error.stackTrace().isEmpty()
                    ? error.summary()
                    : error.stackTrace().stripTrailing();
        }
    }
}
