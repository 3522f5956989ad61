package io.workgrid.hazelcast.process;

import io.workgrid.api.JobId;
import java.nio.file.Path;
import java.util.List;

/** A program in a process of its own that submitted a job. For one thread. */
public final class SubmitProcess extends JavaProcess {

    private SubmitProcess(Path log, List<String> args) {
        super("submitter", log, List.of(), classPath(), SubmitMain.class, args);
    }

    /** One whose input ends after these items, or goes on without an item and without an end. */
    public static SubmitProcess to(Cluster cluster, int items, int millisEach, boolean ends) {
        return new SubmitProcess(
                cluster.log("submitter"),
                List.of(
                        cluster.addresses()[0],
                        cluster.name(),
                        Integer.toString(items),
                        Integer.toString(millisEach),
                        ends ? "ends" : "stuck"));
    }

    /** The job, once it is submitted. */
    public JobId job() {
        return new JobId(awaitSaid("job"));
    }

    /** Waits until all the input there is was given to the grid. */
    public void awaitFed() {
        awaitSaid("fed");
    }
}
