package io.workgrid.cli.look;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ErrorGroups;
import io.workgrid.cli.output.ErrorText;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.Format;
import io.workgrid.cli.output.JobFields;
import io.workgrid.cli.output.Listing;
import io.workgrid.cli.output.Listing.Column;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import io.workgrid.cli.remote.RemoteJob;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grid errors}. */
@Command(
        name = "errors",
        description = "Show the failed items of a job by reason, most frequent first.",
        footer = {
            "",
            "JOB is an id, the start of one that no other has, or @latest.",
            "",
            "  grid errors j-7f3a --trace"
        })
public final class ErrorsCommand implements Callable<Integer> {
    private static final int MOST_GROUPS = 100;

    @Parameters(paramLabel = "JOB", description = "The job.")
    private String job = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text (default), table, wide, json, jsonl, yaml, csv or name.")
    private Format format = Format.TEXT;

    @Option(names = "--trace", description = "With the stack trace, or what the program wrote last.")
    private boolean trace;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public ErrorsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid grid = connect.open(console.env());
        RemoteJob found = JobNames.find(grid, job);
        List<ErrorView> errors = found.errors();
        String bounds = bounds(found.view(), errors);
        if (format == Format.TEXT) {
            text(found.id().text(), errors, bounds);
        } else {
            listing().print(console, format, errors, bounds, Map.of());
        }
        return ExitCode.DONE.code();
    }

    private static String bounds(JobView view, List<ErrorView> errors) {
        return Figures.count(view.failed() + view.unknown()) + " of " + Figures.count(view.items())
                + " items failed or unknown, " + errors.size() + (errors.size() == 1 ? " reason" : " reasons")
                + (errors.size() >= MOST_GROUPS ? "; the last one counts what is left out" : "");
    }

    private void text(String id, List<ErrorView> errors, String bounds) {
        List<String> lines = new ArrayList<>();
        ErrorGroups groups = new ErrorGroups(ZoneId.systemDefault(), index -> index);
        for (ErrorView error : errors) {
            List<String> group = groups.lines(List.of(error), 1);
            lines.addAll(group.subList(1, group.size()));
            if (trace) {
                details(error.example()).forEach(line -> lines.add("        | " + line));
            }
        }
        lines.add(bounds);
        new Document("grid.errors/v1", Map.of(), id, lines).print(console, Format.TEXT);
    }

    private static List<String> details(ItemError error) {
        List<String> lines = new ArrayList<>(error.stackTrace().lines().toList());
        for (String stream : List.of("stdout", "stderr")) {
            String text = error.details().getOrDefault(stream, "");
            text.lines().forEach(line -> lines.add(stream + ": " + line));
        }
        return lines;
    }

    private static Listing<ErrorView> listing() {
        return new Listing<>(
                "grid.errors/v1",
                "errors",
                List.of(
                        new Column<>("COUNT", false, error -> Figures.count(error.count())),
                        new Column<>("ERROR", false, error -> ErrorText.of(error.example())),
                        new Column<>(
                                "ITEMS",
                                false,
                                error -> error.items().stream()
                                        .limit(3)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(","))),
                        new Column<>("ATTEMPTS", true, error -> Integer.toString(error.attempts())),
                        new Column<>(
                                "NODES",
                                true,
                                error -> String.join(",", error.nodes().keySet())),
                        new Column<>("LAST", false, error -> JobsCommand.age(error.lastMillis()) + " ago")),
                ErrorsCommand::fields,
                ErrorView::fingerprint);
    }

    private static Map<String, @Nullable Object> fields(ErrorView error) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("fingerprint", error.fingerprint());
        fields.put("count", error.count());
        fields.put("items", error.items());
        fields.put("nodes", error.nodes());
        fields.put("first", JobFields.time(error.firstMillis()));
        fields.put("last", JobFields.time(error.lastMillis()));
        fields.put("attempts", error.attempts());
        Map<String, @Nullable Object> example = new LinkedHashMap<>();
        example.put("kind", error.example().kind().name());
        example.put("types", error.example().types());
        example.put("message", error.example().message());
        example.put("stackTrace", error.example().stackTrace());
        example.put("permanent", error.example().permanent());
        example.put("details", error.example().details());
        fields.put("error", example);
        return fields;
    }
}
