package io.workgrid.cli.look;

import io.workgrid.api.JobId;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import io.workgrid.api.view.SpanView;
import io.workgrid.cli.job.Interrupts;
import io.workgrid.cli.job.Parsers;
import io.workgrid.cli.output.Blocks;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.Screen;
import io.workgrid.cli.output.Tty;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.RemoteGrid;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grid top}. */
@Command(
        name = "top",
        description =
                "Show who is busy with what, with a lane for each worker; live in a terminal, else once. Ctrl-C ends it.",
        footer = {
            "",
            "A lane shows the last 30s: what a worker has run by now; a chunk that still runs is not in it yet."
        })
public final class TopCommand implements Callable<Integer> {
    private static final int MOST_JOBS = 8;
    private static final int SNAPSHOT_ROWS = 1_000;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Parsers.Time.class,
            description = "How often it is drawn. Default: 1s; at least 200ms.")
    private Duration every = Duration.ofSeconds(1);

    @Option(names = "--once", description = "Show it once, in a terminal too.")
    private boolean once;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;
    private final Map<String, Long> settled = new HashMap<>();
    private long seenMillis;

    public TopCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid grid = connect.open(console.env());
        if (once || !console.terminals().out()) {
            int columns = console.terminals().out()
                    ? Tty.size()[1]
                    : console.terminals().columns();
            List<String> lines = look(grid)
                    .lines(SNAPSHOT_ROWS, columns, Blocks.of(console.terminals().outCharset()));
            new Document("grid.top/v1", Map.of(), "top", lines).print(console, Format.TEXT);
            return ExitCode.DONE.code();
        }
        return live(grid).code();
    }

    private ExitCode live(RemoteGrid grid) {
        CountDownLatch end = new CountDownLatch(1);
        PrintStream out =
                new PrintStream(console.out(), false, console.terminals().outCharset());
        Screen screen = new Screen(out);
        Blocks blocks = Blocks.of(console.terminals().errCharset());
        long pause = Math.max(200, every.toMillis());
        try (Interrupts interrupts = new Interrupts(end::countDown)) {
            do {
                int[] size = Tty.size();
                screen.block(lines(grid, size[0] - 1, size[1] - 1, blocks));
            } while (!end.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.println();
        out.flush();
        return ExitCode.DONE;
    }

    private List<String> lines(RemoteGrid grid, int rows, int columns, Blocks blocks) {
        try {
            return look(grid).lines(rows, columns, blocks);
        } catch (ProblemException e) {
            if (e.exitCode() != ExitCode.NO_NODE.code() && e.exitCode() != ExitCode.REFUSED.code()) {
                throw e;
            }
            return List.of("no answer: " + e.getMessage(), "asking again; Ctrl-C ends this");
        }
    }

    private TopView look(RemoteGrid grid) {
        List<NodeView> nodes = grid.nodes();
        List<JobView> all =
                grid.jobs("&phase=RUNNING,PAUSED,STOPPING", 1_000, null).jobs();
        List<JobView> jobs = all.subList(0, Math.min(MOST_JOBS, all.size()));
        long now = System.currentTimeMillis();
        Map<String, Double> rates = rates(jobs, now);
        List<SpanView> spans = new ArrayList<>();
        for (JobView job : jobs) {
            try {
                grid.job(new JobId(job.id())).spans().stream()
                        .filter(span -> Lanes.end(span) > now - TopView.WINDOW_MILLIS)
                        .forEach(spans::add);
            } catch (ProblemException e) {
                // the job went between two calls
                if (e.exitCode() != ExitCode.NOT_FOUND.code()) {
                    throw e;
                }
            }
        }
        return new TopView(grid.info(), nodes, jobs, all.size() - jobs.size(), spans, rates, now);
    }

    /** Since the last look; at the first one, since each job began. */
    private Map<String, Double> rates(List<JobView> jobs, long now) {
        Map<String, Double> rates = new HashMap<>();
        for (JobView job : jobs) {
            Long before = settled.get(job.id());
            long from = before == null ? job.createdMillis() : seenMillis;
            long done = job.settled() - (before == null ? 0 : before);
            rates.put(job.id(), now <= from ? 0 : done * 1_000.0 / (now - from));
        }
        settled.clear();
        jobs.forEach(job -> settled.put(job.id(), job.settled()));
        seenMillis = now;
        return rates;
    }
}
