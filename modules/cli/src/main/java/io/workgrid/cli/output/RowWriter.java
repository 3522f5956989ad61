package io.workgrid.cli.output;

import io.workgrid.api.view.JobView;
import java.io.IOException;

/** One format of results. For one thread. */
interface RowWriter {
    /** Writes an ended item. */
    void row(ItemRow row) throws IOException;

    /** Writes what stands after the last item. */
    default void end(JobView job) throws IOException {}
}
