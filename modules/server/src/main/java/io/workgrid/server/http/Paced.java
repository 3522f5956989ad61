package io.workgrid.server.http;

import io.workgrid.server.http.Fault.Code;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/** A body that must come at some pace, on average, after a time of grace: each byte for itself is not enough to keep a thread. */
final class Paced extends FilterInputStream {
    private static final long LEAST_BYTES_PER_SECOND = 1_024;

    private final long graceNanos;
    private final long startNanos = System.nanoTime();
    private long taken;

    Paced(InputStream in, long graceMillis) {
        super(in);
        graceNanos = TimeUnit.MILLISECONDS.toNanos(graceMillis);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        add(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        add(Math.max(0, count));
        return count;
    }

    private void add(int count) {
        taken += count;
        long nanos = System.nanoTime() - startNanos;
        if (nanos > graceNanos && taken < nanos / 1_000_000_000 * LEAST_BYTES_PER_SECOND) {
            throw Fault.of(
                    Code.TOO_SLOW,
                    "the body comes too slowly: " + taken + " bytes in " + nanos / 1_000_000_000 + " s; wanted "
                            + LEAST_BYTES_PER_SECOND + " each second");
        }
    }
}
