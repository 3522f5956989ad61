package io.workgrid.server.http;

import io.workgrid.server.http.Fault.Code;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** A body that must come at some pace, on average, after a time of grace: each byte for itself is not enough to keep a thread. */
final class Paced extends Counted {
    private static final long LEAST_BYTES_PER_SECOND = 1_024;

    private final long graceNanos;
    private final long startNanos = System.nanoTime();

    Paced(InputStream in, long graceMillis) {
        super(in);
        graceNanos = TimeUnit.MILLISECONDS.toNanos(graceMillis);
    }

    @Override
    void took(long bytes) {
        long nanos = System.nanoTime() - startNanos;
        if (nanos > graceNanos && bytes < nanos / 1_000_000_000 * LEAST_BYTES_PER_SECOND) {
            throw Fault.of(
                    Code.TOO_SLOW,
                    "the body comes too slowly: " + bytes + " bytes in " + nanos / 1_000_000_000 + " s; wanted "
                            + LEAST_BYTES_PER_SECOND + " each second");
        }
    }
}
