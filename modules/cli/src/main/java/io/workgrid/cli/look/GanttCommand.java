package io.workgrid.cli.look;

import io.workgrid.api.view.JobView;
import io.workgrid.api.view.SpanView;
import io.workgrid.cli.output.Blocks;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.WriteFault;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid gantt}. */
@Command(
        name = "gantt",
        description = "Show when each worker ran the job: a line for each of them.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest.",
            "",
            "  grid gantt @latest --svg run.svg"
        })
public final class GanttCommand implements Callable<Integer> {
    private static final int MARGIN = 12;
    private static final int MOST_SPANS = 10_000;

    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a picture instead.")
    private @Nullable Path svg;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public GanttCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteJob found = JobNames.find(connect.open(console.env()), job);
        JobView view = found.view();
        List<SpanView> spans = found.spans();
        if (svg == null) {
            new Document("grid.spans/v1", Map.of(), view.id(), lines(view, spans)).print(console, Format.TEXT);
        } else {
            write(svg, GanttSvg.of(view, spans));
        }
        return ExitCode.DONE.code();
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            console.err().println("wrote " + file);
        } catch (IOException e) {
            throw WriteFault.of(e, "the picture to " + file, ExitCode.BAD_INPUT);
        }
    }

    private List<String> lines(JobView view, List<SpanView> spans) {
        List<String> lines = new ArrayList<>();
        if (spans.isEmpty()) {
            lines.add(view.name() + " " + view.id() + "  nothing has run yet");
            return lines;
        }
        List<Lanes.Lane> lanes = Lanes.of(spans);
        long from = spans.stream().mapToLong(SpanView::startedMillis).min().orElse(0);
        long to = (long) Math.ceil(spans.stream().mapToDouble(Lanes::end).max().orElse(0));
        int widest = lanes.stream().mapToInt(lane -> label(lane).length()).max().orElse(0);
        int cells = Math.max(10, console.terminals().columns() - widest - MARGIN);
        Blocks blocks = Blocks.of(console.terminals().errCharset());
        lines.add(view.name() + " " + view.id() + "   " + Figures.duration(to - from) + "   "
                + counted(lanes.size(), "worker")
                + "   " + counted(spans.size(), "chunk")
                + (spans.size() >= MOST_SPANS ? " (a sample, evenly thinned)" : ""));
        for (Lanes.Lane lane : lanes) {
            lines.add(label(lane) + " ".repeat(widest - label(lane).length()) + "  " + "|"
                    + lane.line(from, to, cells, blocks) + "|"
                    + String.format(java.util.Locale.ROOT, " %3.0f %%", 100 * lane.busy(from, to)));
        }
        String end = Figures.duration(to - from);
        lines.add(" ".repeat(widest + 3) + "0s" + " ".repeat(Math.max(1, cells - 2 - end.length())) + end);
        return lines;
    }

    private static String label(Lanes.Lane lane) {
        return lane.node() + " " + lane.worker();
    }

    private static String counted(int number, String what) {
        return Figures.count(number) + " " + what + (number == 1 ? "" : "s");
    }
}
