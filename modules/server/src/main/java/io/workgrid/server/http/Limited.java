package io.workgrid.server.http;

import java.io.InputStream;

/** A body of at most so many bytes. */
public final class Limited extends Counted {
    private final long most;

    public Limited(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    @Override
    void took(long bytes) {
        if (bytes > most) {
            throw Call.tooLarge(most);
        }
    }
}
