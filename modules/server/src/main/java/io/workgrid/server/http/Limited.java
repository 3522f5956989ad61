package io.workgrid.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body of at most so many bytes. */
public final class Limited extends FilterInputStream {
    private final long most;
    private long taken;

    public Limited(InputStream in, long most) {
        super(in);
        this.most = most;
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
        if (taken > most) {
            throw Call.tooLarge(most);
        }
    }
}
