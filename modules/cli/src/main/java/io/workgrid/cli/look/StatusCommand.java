package io.workgrid.cli.look;

import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.JobFields;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grid status}. */
@Command(
        name = "status",
        description = "Show one job.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest.",
            "",
            "  grid status @latest -o json"
        })
public final class StatusCommand implements Callable<Integer> {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        JobView view = JobNames.view(connect.open(console.env()), job);
        new Document("grid.job/v1", JobFields.of(view), view.id(), lines(view)).print(console, list.format());
        return ExitCode.DONE.code();
    }

    private static List<String> lines(JobView job) {
        List<String> lines = new ArrayList<>();
        long end = job.endedMillis() == 0 ? System.currentTimeMillis() : job.endedMillis();
        lines.add(job.name() + " " + job.id() + "  " + job.phase().name().toLowerCase(Locale.ROOT)
                + (job.reason() == null ? "" : ": " + job.reason()));
        line(lines, "items", Figures.count(job.items()) + (job.sealed() ? "" : " so far; more are being given"));
        line(
                lines,
                "outcomes",
                Figures.count(job.done()) + " done, " + Figures.count(job.failed()) + " failed, "
                        + Figures.count(job.unknown()) + " unknown, " + Figures.count(job.cancelled()) + " cancelled");
        line(lines, "running", Figures.count(job.running()) + ", " + Figures.count(job.retried()) + " retried");
        line(lines, "created", clock(job.createdMillis()));
        line(lines, "ended", job.endedMillis() == 0 ? "not yet" : clock(job.endedMillis()));
        line(lines, "took", Figures.duration(Math.max(0, end - job.createdMillis())));
        line(lines, "task", job.task());
        line(lines, "parallelism", job.parallelism() == 0 ? "no limit" : Integer.toString(job.parallelism()));
        line(lines, "priority", Integer.toString(job.priority()));
        if (!job.labels().isEmpty()) {
            line(lines, "labels", JobsCommand.pairs(job.labels()));
        }
        if (!job.needs().isEmpty()) {
            line(lines, "needs", String.join(", ", job.needs()));
        }
        for (Map.Entry<String, Long> counter : new TreeMap<>(job.counters()).entrySet()) {
            line(lines, "counter", counter.getKey() + " = " + Figures.count(counter.getValue()));
        }
        return lines;
    }

    private static void line(List<String> lines, String name, String value) {
        lines.add(String.format(Locale.ROOT, "  %-12s %s", name, value));
    }

    private static String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
