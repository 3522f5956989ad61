package io.workgrid.cli.job;

import io.workgrid.cli.output.ItemRow;
import org.jspecify.annotations.Nullable;

/** What is kept of items as they end: the job log and the directory of results. For one thread. */
final class Records implements AutoCloseable {
    private final @Nullable JobLog log;
    private final @Nullable ResultsDir dir;
    private final TrackedItems items;

    Records(@Nullable JobLog log, @Nullable ResultsDir dir, TrackedItems items) {
        this.log = log;
        this.dir = dir;
        this.items = items;
    }

    /** Whether anything is kept. */
    boolean kept() {
        return log != null || dir != null;
    }

    void ended(ItemRow row, long jobIndex) {
        // results first: what the log says is done must be there
        if (dir != null) {
            dir.ended(row);
        }
        if (log != null) {
            log.ended(row, items.ended(jobIndex));
        }
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
