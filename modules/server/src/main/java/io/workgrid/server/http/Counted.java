package io.workgrid.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose bytes are counted as they are read. */
abstract class Counted extends FilterInputStream {
    private long taken;

    Counted(InputStream in) {
        super(in);
    }

    /** So many bytes were read by now; may throw what the caller is to get instead of the last of them. */
    abstract void took(long bytes);

    @Override
    public final int read() throws IOException {
        int one = super.read();
        add(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public final int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        add(Math.max(0, count));
        return count;
    }

    private void add(int count) {
        taken += count;
        took(taken);
    }
}
