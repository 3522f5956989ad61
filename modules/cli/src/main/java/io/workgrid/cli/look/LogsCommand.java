package io.workgrid.cli.look;

import io.workgrid.api.view.ItemView;
import io.workgrid.cli.job.Parsers;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid logs}. */
@Command(
        name = "logs",
        description =
                "Print what the task logged: of one item, or of those that have ended, each line behind the item's index.",
        footer = {"", "JOB is an id, the start of one that no other has, or @latest. ITEM is an index, from 0."})
public final class LogsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ITEM",
            converter = Parsers.Index.class,
            description = "The index of an item; default: the first items that have ended.")
    private @Nullable Long item;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Parsers.Positive.class,
            description = "How many items are asked at most. Default: 100.")
    private int limit = 100;

    @Option(names = "--failed", description = "Only items that failed.")
    private boolean failed;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteJob found = JobNames.find(connect.open(console.env()), job);
        List<String> lines = item == null ? all(found) : found.log(item);
        new Document("grid.log/v1", Map.of(), found.id().text(), lines).print(console, Format.TEXT);
        return ExitCode.DONE.code();
    }

    private List<String> all(RemoteJob found) {
        List<ItemView> items = found.items(failed ? "FAILED" : "", 0, Math.min(limit, 1_000));
        List<String> lines = new ArrayList<>();
        for (ItemView one : items) {
            found.log(one.index()).forEach(line -> lines.add(one.index() + "\t" + line));
        }
        console.err()
                .println(lines.size()
                        + (lines.size() == 1 ? " line of " : " lines of ")
                        + items.size()
                        + (items.size() == 1 ? " item" : " items")
                        + (items.size() == limit ? "; there may be more: --limit, or grid logs JOB ITEM" : ""));
        return lines;
    }
}
