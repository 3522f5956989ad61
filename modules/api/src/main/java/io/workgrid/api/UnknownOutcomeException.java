package io.workgrid.api;

import io.workgrid.api.view.ItemView;

/**
 * Nobody can know whether the item took effect: its attempt may have started, and its node or worker was lost. It will not run again by
 * itself. Look at the world, then decide.
 */
public final class UnknownOutcomeException extends GridException {
    private final transient ItemView item;

    public UnknownOutcomeException(ItemView item) {
        super(
                "item " + item.index() + (item.key() == null ? "" : " \"" + item.key() + "\"")
                        + " is UNKNOWN: its attempt may have taken effect"
                        + (item.note() == null ? "" : "; " + item.note()),
                null);
        this.item = item;
    }

    /** What is known of the item. */
    public ItemView item() {
        return item;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
