package io.workgrid.cli.look;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.JobFields;
import io.workgrid.cli.output.Listing;
import io.workgrid.cli.output.Listing.Column;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grid jobs}. */
@Command(
        name = "jobs",
        description = "List the jobs of a cluster, newest first.",
        footer = {
            "",
            "Jobs that have ended are kept for an hour.",
            "",
            "  grid jobs --phase running,paused",
            "  grid jobs --label team=billing -o json"
        })
public final class JobsCommand implements Callable<Integer> {
    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            split = ",",
            description = "Only these: running, paused, stopping, finished, cancelled, failed, lost.")
    private List<JobPhase> phases = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Only jobs of this name.")
    private @Nullable String name;

    @Option(names = "--label", paramLabel = "K=V", description = "Only jobs with this label. Repeatable.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "How many at most, 1 to 1000. Default: 100.")
    private int limit = 100;

    @Option(names = "--after", paramLabel = "ID", description = "Those after this one, as the list before said.")
    private @Nullable String after;

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public JobsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid.Page page = connect.open(console.env()).jobs(filter(), Math.max(1, Math.min(limit, 1_000)), after);
        String last = page.next();
        int count = page.jobs().size();
        String bounds = count
                + (count == 1 ? " job" : " jobs")
                + (last == null ? "" : "; there are more: grid jobs --after " + last + connect.pasted());
        listing().print(console, list.format(), page.jobs(), bounds, Collections.singletonMap("next", last));
        return ExitCode.DONE.code();
    }

    private String filter() {
        StringBuilder filter = new StringBuilder();
        if (!phases.isEmpty()) {
            filter.append("&phase=").append(phases.stream().map(Enum::name).collect(Collectors.joining(",")));
        }
        if (name != null) {
            filter.append("&name=").append(RemoteGrid.encoded(name));
        }
        labels.forEach((key, value) -> filter.append("&label=").append(RemoteGrid.encoded(key + "=" + value)));
        return filter.toString();
    }

    private static Listing<JobView> listing() {
        return new Listing<>(
                "grid.jobs/v1",
                "jobs",
                List.of(
                        new Column<>("ID", false, JobView::id),
                        new Column<>("NAME", false, JobView::name),
                        new Column<>("PHASE", false, job -> job.phase().name()),
                        new Column<>("DONE", false, JobsCommand::progress),
                        new Column<>("FAILED", false, job -> Figures.count(job.failed())),
                        new Column<>("UNKNOWN", true, job -> Figures.count(job.unknown())),
                        new Column<>("CANCELLED", true, job -> Figures.count(job.cancelled())),
                        new Column<>("RETRIED", true, job -> Figures.count(job.retried())),
                        new Column<>("TIME", false, JobsCommand::time),
                        new Column<>("AGE", false, job -> age(job.createdMillis())),
                        new Column<>("TASK", true, JobView::task),
                        new Column<>("PRIORITY", true, job -> Integer.toString(job.priority())),
                        new Column<>("PARALLELISM", true, job -> job.parallelism() == 0 ? "" : "" + job.parallelism()),
                        new Column<>("LABELS", true, job -> pairs(job.labels())),
                        new Column<>("NEEDS", true, job -> String.join(",", job.needs())),
                        new Column<>("REASON", true, job -> job.reason() == null ? "" : job.reason())),
                JobFields::of,
                JobView::id);
    }

    private static String progress(JobView job) {
        return Figures.count(job.done()) + "/" + Figures.count(job.items()) + (job.sealed() ? "" : "+");
    }

    private static String time(JobView job) {
        long end = job.endedMillis() == 0 ? System.currentTimeMillis() : job.endedMillis();
        return Figures.duration(Math.max(0, end - job.createdMillis()));
    }

    static String age(long millis) {
        return Figures.duration(Math.max(0, System.currentTimeMillis() - millis));
    }

    static String pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
