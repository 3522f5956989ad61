package io.workgrid.cli.batch;

import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.cli.input.ItemSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A job of which everything that can be known beforehand was checked.
 *
 * @param job as it was written
 * @param task what is run
 * @param count how many items it has, or -1 if that is known only later
 * @param late whether the items are in a file that another job of the batch writes, so that they are not there yet
 * @param items opens the items, when the jobs it needs have ended
 */
record ReadyJob(JobEntry job, TaskRef<Object, Object> task, long count, boolean late, Supplier<ItemSource> items) {

    /** The job to be submitted; its items are opened now. */
    JobSpec<Object, Object> spec(boolean dryRun) {
        String template = job.items().key();
        KeyTemplate key = template == null ? null : new KeyTemplate(template);
        return new JobSpec<>(
                task, items.get(), key == null ? null : key::of, job.options().withDryRun(dryRun), Map.of());
    }
}
