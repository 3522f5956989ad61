package io.workgrid.server.job;

import io.workgrid.api.ItemResult;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.server.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Results as lines, as fast as they come and the client takes them; a few blocks of them are in memory. What is written is let out before
 * it waits, and an empty line now and then shows each side that the other is there. For one thread.
 */
final class ResultRows {
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final ResultStream<?> results;
    private final long from;
    private final boolean follow;
    private final Rows.Detail detail;

    /**
     * @param from the first index wanted
     * @param follow whether to wait for what is still to come
     */
    ResultRows(ResultStream<?> results, long from, boolean follow, Rows.Detail detail) {
        this.results = results;
        this.from = from;
        this.follow = follow;
        this.detail = detail;
    }

    void write(OutputStream to) throws IOException {
        JsonGenerator out = JsonWriter.open(to);
        Rows rows = new Rows(out, detail);
        for (ItemResult<?> result = next(out); result != null; result = next(out)) {
            if (result.index() >= from) {
                rows.row(result.item(), result.value());
                out.writeRaw('\n');
            }
        }
        out.flush();
    }

    /** The next result; {@code null} at the end. */
    private @Nullable ItemResult<?> next(JsonGenerator out) {
        try {
            return results.next(follow ? SOON : Duration.ZERO);
        } catch (WaitTimedOutException e) {
            if (!follow || Thread.currentThread().isInterrupted()) {
                return null;
            }
        }
        out.flush();
        while (true) {
            try {
                return results.next(SILENCE);
            } catch (WaitTimedOutException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                out.writeRaw('\n');
                out.flush();
            }
        }
    }
}
