package io.workgrid.cli.job;

import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import java.util.ArrayList;
import java.util.List;

/** How a job ended, as an exit code and as a few words. */
final class Ending {
    private Ending() {}

    static ExitCode exit(JobView last) {
        return switch (last.phase()) {
            case RUNNING, PAUSED, STOPPING -> ExitCode.WAIT_TIMED_OUT;
            case FINISHED ->
                last.unknown() > 0 ? ExitCode.UNKNOWN_ITEMS : last.failed() > 0 ? ExitCode.FAILED_ITEMS : ExitCode.DONE;
            case CANCELLED -> ExitCode.CANCELLED;
            case FAILED, LOST -> ExitCode.FAILED_ITEMS;
        };
    }

    static String tally(JobView view) {
        List<String> parts = new ArrayList<>();
        parts.add(Figures.count(view.done()) + " done");
        if (view.failed() > 0) {
            parts.add(Figures.count(view.failed()) + " failed");
        }
        if (view.unknown() > 0) {
            parts.add(Figures.count(view.unknown()) + " unknown");
        }
        if (view.cancelled() > 0) {
            parts.add(Figures.count(view.cancelled()) + " cancelled");
        }
        return String.join(", ", parts);
    }
}
