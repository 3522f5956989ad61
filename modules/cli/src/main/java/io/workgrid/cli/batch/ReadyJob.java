package io.workgrid.cli.batch;

import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.cli.input.ItemSource;
import java.util.function.Supplier;

/**
 * A job of which everything that can be known beforehand was checked.
 *
 * @param job as it was written
 * @param task what is run
 * @param count how many items it has, or -1 if that is known only later
 * @param items opens the items, when the jobs it needs have ended
 */
record ReadyJob(JobEntry job, TaskRef<Object, Object> task, long count, Supplier<ItemSource> items) {}
