package io.workgrid.api.task;

import io.workgrid.api.shared.Manager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the grid offers to one attempt at one item. Used by the thread that runs the attempt, and only while it runs.
 */
public interface TaskContext {

    /** Position of the item in the job's input, from 0. */
    long index();

    /** The item's key: the one given at submit, else the item's text; at most 200 characters. */
    String key();

    /** Which try this is, from 1. */
    int attempt();

    /** Grows with every lease, so that what this attempt writes can be told from what an older one wrote. */
    long fence();

    /** The job's id. */
    String jobId();

    /** The name of the node this runs on. */
    String node();

    /** The number of the worker on its node, from 0. */
    int worker();

    /** The arguments of the task, as given with {@code --arg k=v}; empty for code. */
    Map<String, String> args();

    /** True when nothing in the world may be changed: say what would be done. */
    boolean dryRun();

    /**
     * A counter of the job. What is added counts when this item's outcome is accepted as done, and only then: a job counter is exact
     * whatever dies. To change a number at once, for all to see, use {@link Manager#counter}.
     */
    JobCounter counter(String name);

    /**
     * Hands out the objects that the items of this job share: dict, list, counter, lock, queue ... They change at once, are seen by all, and go with the job's record.
     * {@link Manager#grid} leads to those of the whole grid. What this attempt holds of them ends with it.
     */
    Manager manager();

    /**
     * A read-only value given with the job, sent once to each node and shared by its workers.
     *
     * @throws IllegalArgumentException if the job has no such value, or one of another type
     */
    <T> T broadcast(String name, Class<T> type);

    /**
     * What this worker keeps under a name while it works on this job; opened on first use, closed when the job leaves the worker.
     */
    <T> T resource(String name, WorkerResource<T> opener) throws Exception;

    /** Adds a line to the item's log. Lines are bounded in length and number; what is cut is said in the log. */
    void log(String line);

    /** Says how far this attempt is, from 0 to 1, with an optional remark; the newest replaces the one before. */
    void progress(double fraction, @Nullable String remark);

    /** Whether the attempt was cancelled or timed out and should end. */
    boolean cancelled();

    /**
     * Throws if the attempt was cancelled or timed out; to be called now and then by code that does not block.
     *
     * @throws AttemptCancelledException to be let through
     */
    void checkCancelled();
}
