package io.workgrid.cli.job;

import io.workgrid.api.JobHandle;
import io.workgrid.cli.output.ExitCode;

/** A job that was submitted and is yet to be followed. For one thread. */
public final class Running implements AutoCloseable {
    private final JobHandle<?> job;
    private final Following following;
    private final Records records;

    Running(JobHandle<?> job, Following following, Records records) {
        this.job = job;
        this.following = following;
        this.records = records;
    }

    /** The job. */
    public JobHandle<?> job() {
        return job;
    }

    /**
     * Follows the job, writes its results, and says what to exit with. To be called once.
     *
     * @throws io.workgrid.cli.output.ProblemException for what a person has to mend, as a full disk
     * @throws io.workgrid.cli.output.ReaderGoneException if nobody reads stdout any more
     */
    public ExitCode toTheEnd() {
        return following.toTheEnd();
    }

    /** Lets go of what is kept of the items. */
    @Override
    public void close() {
        records.close();
    }
}
