package io.workgrid.server.job;

import io.workgrid.api.Grid;
import io.workgrid.api.RefusedException;
import io.workgrid.engine.client.DoneHashes;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.code.WorkPrint;
import io.workgrid.engine.store.JobCode;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.http.Slots;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an ended job has done, by content: first a line that says what the work was, then the hash of each item that is DONE, in hex and
 * quotes, so that every line is JSON. Any thread.
 */
final class DoneRows {
    private static final HexFormat HEX = HexFormat.of();
    /** An argument of {@code command}: each item is a list of its place in some input, and what is told from another. */
    private static final String NUMBERED = "numbered";

    private final Grid grid;
    private final Slots readers = new Slots("readers of what is done", 64);

    DoneRows(Grid grid) {
        this.grid = grid;
    }

    void answer(Call call) throws IOException {
        call.noMoreQueries();
        try (Slots.Slot slot = readers.take()) {
            stream(call, hashes(call));
        }
    }

    private static void stream(Call call, DoneHashes hashes) throws IOException {
        JobCode.@Nullable Named code = hashes.code() instanceof JobCode.Named named ? named : null;
        if (code != null && "true".equals(code.args().get(NUMBERED))) {
            throw Fault.of(
                    Code.CONFLICT,
                    "the items of job " + call.path("id")
                            + " carry their place in the input, and are not told by content; nothing can be left out because of it");
        }
        String work = code == null ? "" : WorkPrint.of(code.label(), code.args());
        call.patient();
        call.stream(Call.NDJSON, out -> {
            line(out, "{\"schema\":\"grid.done/v1\",\"work\":\"" + work + "\"}");
            while (hashes.hasNext()) {
                line(out, '"' + HEX.formatHex(hashes.next()) + '"');
            }
        });
    }

    private DoneHashes hashes(Call call) {
        try {
            if (grid instanceof StoreGrid store) {
                return store.done(JobCalls.handle(grid, call).id());
            }
        } catch (RefusedException e) {
            throw Fault.of(Code.CONFLICT, String.valueOf(e.getMessage()));
        }
        throw Fault.of(Code.CONFLICT, "this grid does not tell what a job has done");
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
