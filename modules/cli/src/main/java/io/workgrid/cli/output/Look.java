package io.workgrid.cli.output;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import java.util.List;

/**
 * A job at one moment, as it is shown.
 *
 * @param job the job
 * @param skipped items that an earlier run had done and that were not submitted again
 * @param total how many items there will be, skipped ones included; -1 if that is not known yet
 * @param nodes who works
 * @param errors failed items by reason
 * @param nowMillis when this was, ms since the epoch
 */
public record Look(
        JobView job, long skipped, long total, List<NodeView> nodes, List<ErrorView> errors, long nowMillis) {

    public Look {
        nodes = List.copyOf(nodes);
        errors = List.copyOf(errors);
    }

    /** Items that have an outcome. */
    long settled() {
        return job.settled() + skipped;
    }

    /** How many items there will be; -1 if that is not known yet. */
    long known() {
        return job.sealed() ? job.items() + skipped : total;
    }

    /** How long the job takes so far. */
    long elapsedMillis() {
        long end = job.endedMillis() == 0 ? nowMillis : job.endedMillis();
        return Math.max(0, end - job.createdMillis());
    }

    /** Whole percents, or -1 where the total is not known. */
    int percents() {
        return known() < 0 ? -1 : Figures.percents(settled(), known());
    }
}
