package io.workgrid.cli.job;

import io.workgrid.api.view.JobView;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a job lives, and how long this command stays with it.
 *
 * @param place what is said when it was submitted, as {@code grid dev (4 nodes, 32 workers)}; {@code null}: nothing
 * @param outlives whether the job goes on when this command ends
 * @param flags what has to be added to a command line to reach the same grid, with a blank before it; may be empty
 * @param longest how long this command waits; {@code null}: to the end
 */
public record Stay(
        @Nullable String place,
        boolean outlives,
        String flags,
        @Nullable Duration longest) {

    /** In this process, with nothing to say of it. */
    public static final Stay EMBEDDED = new Stay(null, false, "", null);

    /** In a grid across machines. */
    public static Stay in(RemoteGrid grid, ConnectFlags flags, @Nullable Duration longest) {
        return new Stay(grid.info().toString(), true, flags.pasted(), longest);
    }

    /** With a job that was submitted before. */
    public static Stay with(ConnectFlags flags, @Nullable Duration longest) {
        return new Stay(null, true, flags.pasted(), longest);
    }

    /** That a job was submitted, and how to come back to it. */
    public String submitted(JobView job) {
        String line = "submitted  " + job.id() + " \"" + job.name() + "\" to " + place;
        return outlives ? line + "\n  " + back(job.id()) : line;
    }

    /** How to come back to the job. */
    public String back(String job) {
        return "re-attach: grid watch " + job + flags + "      cancel: grid cancel " + job + flags;
    }

    String details(String job) {
        return "  details: grid errors " + job + flags + "      run again: grid retry " + job + flags;
    }
}
