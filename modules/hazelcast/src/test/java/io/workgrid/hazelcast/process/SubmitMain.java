package io.workgrid.hazelcast.process;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import java.io.IOException;
import java.time.Duration;

/**
 * A program that submits a job and waits for it, to be killed meanwhile. Arguments: address, name of the grid, items, milliseconds for
 * each, and {@code ends} or {@code stuck}: whether the input ends after these items. Says {@code job ID}, and {@code fed now} once all
 * that input is with the grid.
 */
final class SubmitMain {
    private SubmitMain() {}

    public static void main(String[] args) throws IOException {
        Grid grid = Grid.connect(ConnectOptions.to(args[0])
                .withCluster(args[1])
                .withTimeout(Duration.ofSeconds(30))
                .withKey(TestKey.KEY));
        int items = Integer.parseInt(args[2]);
        boolean ends = args[4].equals("ends");
        JobHandle<Integer> job = grid.submit(Work.counted(
                ends ? Feed.of(items) : Feed.thatGetsStuckAfter(items), Duration.ofMillis(Long.parseLong(args[3]))));
        Out.say("job " + job.id());
        Wait.until(
                "all is with the grid",
                JavaProcess.PATIENCE,
                () -> ends ? job.view().sealed() : job.view().settled() == items);
        Out.say("fed now");
        while (System.in.read() >= 0) {
            // nobody says anything; the end of the input is what is waited for
        }
        Out.haltWhenAlone();
    }
}
