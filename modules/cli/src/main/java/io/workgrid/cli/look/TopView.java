package io.workgrid.cli.look;

import io.workgrid.api.view.JobView;
import io.workgrid.api.view.NodeView;
import io.workgrid.api.view.SpanView;
import io.workgrid.cli.output.Blocks;
import io.workgrid.cli.output.Columns;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.remote.GridInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A cluster at one moment: who is busy, what runs, and what each worker did over the last half minute.
 *
 * @param jobs those that have not ended, newest first
 * @param moreJobs how many of those are left out
 * @param spans what was run of them
 * @param rates items per second of each job, by id, as seen since the last look
 * @param nowMillis ms since the epoch
 */
record TopView(
        GridInfo grid,
        List<NodeView> nodes,
        List<JobView> jobs,
        int moreJobs,
        List<SpanView> spans,
        Map<String, Double> rates,
        long nowMillis) {
    static final long WINDOW_MILLIS = 30_000;
    private static final int NODE_BAR = 8;
    private static final int JOB_BAR = 16;
    private static final int FEWEST_CELLS = 10;

    TopView {
        nodes = nodes.stream().sorted(Comparator.comparing(NodeView::name)).toList();
        jobs = List.copyOf(jobs);
        spans = List.copyOf(spans);
        rates = Map.copyOf(rates);
    }

    /**
     * The lines, none wider than the screen.
     *
     * @param rows how many lines there is room for
     */
    List<String> lines(int rows, int columns, Blocks blocks) {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        List<String> work = work(blocks);
        int most = Math.max(3, rows - work.size() - 4);
        List<String> lanes = lanes(columns, blocks);
        lines.add("");
        lines.addAll(lanes.subList(0, Math.min(most, lanes.size())));
        if (lanes.size() > most) {
            lines.add("  +" + (lanes.size() - most) + " more lines of nodes and workers");
        }
        lines.add("");
        lines.addAll(work);
        return lines.stream()
                .limit(Math.max(3, rows))
                .map(line -> Columns.fit(Columns.printable(line), columns))
                .toList();
    }

    private String headline() {
        int busy = nodes.stream().mapToInt(node -> Math.max(0, node.busy())).sum();
        int workers = nodes.stream().mapToInt(NodeView::workers).sum();
        int running = jobs.size() + moreJobs;
        return "grid " + grid.name() + "   " + counted(nodes.size(), "node") + "   " + busy + "/" + workers
                + " workers busy   " + counted(running, "job") + " not ended   last " + WINDOW_MILLIS / 1_000
                + "s of each worker:";
    }

    private List<String> lanes(int columns, Blocks blocks) {
        Map<String, Lanes.Lane> known = new HashMap<>();
        Lanes.of(spans).forEach(lane -> known.put(lane.node() + " " + lane.worker(), lane));
        int widest =
                nodes.stream().mapToInt(node -> node.name().length() + 4).max().orElse(0);
        int cells = Math.max(FEWEST_CELLS, Math.min(60, columns - widest - 12));
        long from = nowMillis - WINDOW_MILLIS;
        List<String> lines = new ArrayList<>();
        for (NodeView node : nodes) {
            String state = node.draining()
                    ? "  draining"
                    : NodesCommand.note(node).isEmpty() ? "" : "  " + NodesCommand.note(node);
            lines.add(node.name() + "  "
                    + blocks.bar(Math.max(0, node.busy()), node.workers(), Math.min(NODE_BAR, node.workers())) + " "
                    + (node.busy() < 0 ? "?" : node.busy()) + "/" + node.workers() + state);
            for (int worker = 0; worker < node.workers(); worker++) {
                Lanes.Lane lane =
                        known.getOrDefault(node.name() + " " + worker, new Lanes.Lane(node.name(), worker, List.of()));
                lines.add(String.format(Locale.ROOT, "  %3d |", worker)
                        + lane.line(from, nowMillis, cells, blocks)
                        + String.format(Locale.ROOT, "| %3.0f %%", 100 * lane.busy(from, nowMillis)));
            }
        }
        return lines;
    }

    private List<String> work(Blocks blocks) {
        List<String> lines = new ArrayList<>();
        for (JobView job : jobs) {
            double rate = rates.getOrDefault(job.id(), 0.0);
            lines.add(job.id() + "  " + job.name() + "  "
                    + (job.sealed()
                            ? blocks.bar(job.settled(), job.items(), JOB_BAR) + " "
                                    + Figures.percent(job.settled(), job.items()) + "   "
                            : "")
                    + Figures.count(job.settled()) + "/" + Figures.count(job.items())
                    + (job.sealed() ? "" : "+") + "   " + Figures.rate(rate)
                    + (job.failed() > 0 ? "   " + Figures.count(job.failed()) + " failed" : "")
                    + (job.phase().name().equals("RUNNING")
                            ? ""
                            : "   " + job.phase().name().toLowerCase(Locale.ROOT)));
        }
        if (jobs.isEmpty()) {
            lines.add("no job runs");
        }
        if (moreJobs > 0) {
            lines.add("+" + moreJobs + " more jobs: grid jobs --phase running,paused,stopping");
        }
        return lines;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
