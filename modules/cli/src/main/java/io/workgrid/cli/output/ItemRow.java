package io.workgrid.cli.output;

import io.workgrid.api.view.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ended item as it is printed.
 *
 * @param index position in the input, from 0
 * @param exit the exit code of the item's program, or {@code null} where there was none
 * @param error one line, or {@code null}
 * @param result the value, as JSON can show it; {@code null} unless DONE
 * @param printed what the item's program wrote; {@code null}: it is no program, the result is what is printed
 */
public record ItemRow(
        long index,
        String key,
        Outcome outcome,
        int attempts,
        @Nullable String node,
        int worker,
        long startedMs,
        long durationMs,
        @Nullable Integer exit,
        @Nullable String error,
        @Nullable Object result,
        @Nullable Printed printed) {

    /** The names of the fields, in the order of every format. */
    static final List<String> FIELDS = List.of(
            "index",
            "key",
            "outcome",
            "attempts",
            "node",
            "worker",
            "startedMs",
            "durationMs",
            "exit",
            "error",
            "result");

    /**
     * What a program wrote.
     *
     * @param out its stdout
     * @param err its stderr
     * @param cut what of it is missing, for people; {@code null}: nothing
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to a stream; nobody compares them
    public record Printed(byte[] out, byte[] err, @Nullable String cut) {}

    /** The values of {@link #FIELDS}. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(FIELDS.size());
        values.add(index);
        values.add(key);
        values.add(outcome.name());
        values.add(attempts);
        values.add(node);
        values.add(node == null ? null : (Object) worker);
        values.add(startedMs == 0 ? null : (Object) startedMs);
        values.add(durationMs);
        values.add(exit);
        values.add(error);
        values.add(result);
        return values;
    }
}
