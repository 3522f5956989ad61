package io.workgrid.cli.job;

import io.workgrid.api.ItemResult;
import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.cli.output.ErrorText;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.ItemRow;
import io.workgrid.cli.output.Json;
import io.workgrid.tasks.command.CommandProvider;
import io.workgrid.tasks.command.CommandTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a job does, as far as the command line has to know: whether it runs programs, whose output is printed as it is, and what it is
 * called in a job log.
 *
 * @param description on one line; equal for equal work
 * @param command whether it runs programs
 * @param dryRun whether nothing may be changed
 */
record Work(String description, boolean command, boolean dryRun) {
    static Work of(JobSpec<?, ?> spec) {
        boolean dryRun = spec.options().dryRun();
        TaskRef<?, ?> task = spec.task();
        if (task instanceof TaskRef.Named<?, ?> named) {
            String args = named.args().isEmpty() ? "" : " " + Json.of(new TreeMap<>(named.args()));
            return new Work("map " + named.name() + args, named.name().equals(CommandProvider.NAME), dryRun);
        }
        Object code = ((TaskRef.Code<?, ?>) task).task();
        if (code instanceof CommandTask command) {
            String how = command.spec().shell() ? "run --shell -- " : "run -- ";
            String argv = command.spec().argv().stream().map(Arguments::quoted).collect(Collectors.joining(" "));
            return new Work(how + argv, true, dryRun);
        }
        return new Work("map " + code.getClass().getName(), false, dryRun);
    }

    /** What a job does that somebody submitted. */
    static Work of(JobView job) {
        return new Work(job.task(), job.task().equals(CommandProvider.NAME), false);
    }

    /** An ended item as it is printed. */
    ItemRow row(ItemResult<?> result, long inputIndex) {
        ItemView item = result.item();
        ItemError error = item.error();
        Object value = result.value();
        return new ItemRow(
                inputIndex,
                item.key() == null ? "" : item.key(),
                item.outcome(),
                item.attempts(),
                item.node(),
                item.worker(),
                item.startedMillis(),
                item.durationNanos() / 1_000_000,
                exit(value, error),
                error == null ? item.outcome() == Outcome.DONE ? null : item.note() : ErrorText.of(error),
                value,
                command ? printed(value, error) : null);
    }

    /** An item that was left out, because an earlier run had done it. */
    static ItemRow row(TrackedItems.Skipped item) {
        return new ItemRow(item.index(), item.key(), Outcome.DONE, 0, null, -1, 0, 0, null, null, null, null);
    }

    private static @Nullable Integer exit(@Nullable Object value, @Nullable ItemError error) {
        Object exit = value instanceof Map<?, ?> map ? map.get("exit") : null;
        if (exit instanceof Number number) {
            return number.intValue();
        }
        String detail = error == null ? null : error.details().get("exit");
        return detail != null && detail.matches("\\d{1,9}") ? Integer.valueOf(detail) : null;
    }

    private static ItemRow.Printed printed(@Nullable Object value, @Nullable ItemError error) {
        if (value instanceof Map<?, ?> map) {
            Object command = map.get("command");
            return command == null
                    ? new ItemRow.Printed(bytes(map.get("stdout")), bytes(map.get("stderr")), cut(map, "first"))
                    : new ItemRow.Printed(bytes(command + "\n"), new byte[0], null);
        }
        if (error != null) {
            return new ItemRow.Printed(
                    bytes(error.details().get("stdout")),
                    bytes(error.details().get("stderr")),
                    cut(error.details(), "last"));
        }
        return new ItemRow.Printed(new byte[0], new byte[0], null);
    }

    private static @Nullable String cut(Map<?, ?> facts, String which) {
        List<String> parts = new ArrayList<>();
        for (String stream : List.of("stdout", "stderr")) {
            Object dropped = facts.get(stream + "CutBytes");
            if (dropped != null) {
                parts.add(stream + " is cut: the " + which + " " + Figures.count(bytes(facts.get(stream)).length)
                        + " bytes are kept, "
                        + Figures.count(Long.parseLong(dropped.toString())) + " dropped");
            }
        }
        return parts.isEmpty() ? null : String.join("; ", parts) + "; have the command write a file to keep all";
    }

    private static byte[] bytes(@Nullable Object output) {
        if (output instanceof byte[] bytes) {
            return bytes;
        }
        return output == null ? new byte[0] : output.toString().getBytes(StandardCharsets.UTF_8);
    }
}
