package io.workgrid.api;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A job that was submitted: to look at, wait for, read and steer. Any thread may use it. Dropping it does not end the job.
 *
 * @param <O> the result
 */
public interface JobHandle<O> {

    /** The job's id. */
    JobId id();

    /** The job now. */
    JobView view();

    /** Waits until the job has ended. An interrupt of the waiting thread is kept and thrown as {@link WaitTimedOutException}. */
    JobView await();

    /**
     * Waits until the job has ended.
     *
     * @throws WaitTimedOutException if it has not by then; the job goes on
     */
    JobView await(Duration timeout);

    /**
     * Waits until the grid has all items of the job, or it has ended. From then on a grid of many machines does not need this process any
     * more: it may end, and another one may ask for the job by its id. One that ends before makes the job fail, with what was given.
     * Items whose number is known, as those of a collection, are given at once, as far as the grid has room; others are read a bounded
     * number ahead of what is through.
     *
     * @throws WaitTimedOutException if some items are still to be given by then; more go in when there is room
     */
    JobView detach(Duration timeout);

    /**
     * All results, in the order of the items.
     *
     * @throws NoSuchJobException if the results are no longer kept
     */
    ResultStream<O> results();

    /**
     * The results from an index on, in the order of the items; so a reader goes on where another one stopped. What comes before is not decoded.
     *
     * @param from the first index wanted
     * @throws NoSuchJobException if the results are no longer kept
     */
    ResultStream<O> results(long from);

    /** All results, as they come. */
    ResultStream<O> resultsAsCompleted();

    /**
     * All results, as they come, for this reader alone: what was read is not kept, and the input is read only so far ahead of this reader.
     * Memory stays flat, however many items there are. To be called once, and not together with {@link #results}.
     */
    ResultStream<O> takeResults();

    /** Stops the job: waiting items are CANCELLED at once, running ones are interrupted. Does nothing once it has ended. */
    void cancel();

    /** No new leases until {@link #resume}. Does nothing unless the job runs. */
    void pause();

    /** Ends a pause. */
    void resume();

    /**
     * From now on at most so many chunks are held by workers at once, in the whole grid. What is held goes on. Does nothing once the job has
     * ended.
     *
     * @param chunks at least 1; 0: no limit
     * @throws BadInputException if it is negative
     * @throws RefusedException if the job has so many items that several ledgers share them: it has no one place where chunks are counted
     */
    void setParallelism(int chunks);

    /**
     * From now on the job has that priority; every node is told at once. What runs is not interrupted. Does nothing once the job has ended.
     *
     * @param priority higher goes first; -100 to 100
     * @throws BadInputException if it is not
     */
    void setPriority(int priority);

    /**
     * Runs items again that ended so, as a new job: the same task, options, keys and broadcasts. Returns once the grid has its items.
     *
     * @param outcomes some of FAILED, UNKNOWN, CANCELLED
     * @throws BadInputException if there is none, or DONE among them, or no item ended so
     * @throws RefusedException if the job has not ended, or the items are no longer kept; the message says which
     */
    JobHandle<O> retry(Set<Outcome> outcomes);

    /**
     * Runs these items again; as {@link #retry(Set)}.
     *
     * @param items indexes, of items that did not end as DONE
     * @throws BadInputException if there is none, or the job has no such item, or one of them is DONE
     * @throws RefusedException if the job has not ended, or the items are no longer kept
     */
    JobHandle<O> retry(Collection<Long> items);

    /** Failed items grouped by reason, most frequent first; at most 100 groups, what is left out is counted in the last one. */
    List<ErrorView> errors();

    /**
     * What happened to the items that have ended, in order of their index; from the record, which keeps at most 100,000 items of a
     * job: a job with more keeps the first ones.
     */
    List<ItemView> items();

    /** When each worker ran what; a sample of at most 10,000 spans, evenly thinned. */
    List<SpanView> spans();

    /** The log lines of one item's last attempt. */
    List<String> log(long index);
}
