package io.workgrid.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Takes what a client still sends when it was answered already, and throws it away: a connection that is closed on arriving bytes is
 * reset, and the answer may be lost with it. Bounded in bytes and time, and waits without a thread.
 */
final class Lingering implements Runnable {
    private static final long MOST_BYTES = 16 << 20;
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Request request;
    private final Callback done;
    private final long endNanos = System.nanoTime() + MOST_NANOS;
    private long left = MOST_BYTES;

    private Lingering(Request request, Callback done) {
        this.request = request;
        this.done = done;
    }

    /** Ends the call when the client has sent all, or has had its chance. */
    static void over(Request request, Callback done) {
        new Lingering(request, done).run();
    }

    @Override
    public void run() {
        while (left > 0 && System.nanoTime() < endNanos) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            left -= chunk.remaining();
            chunk.release();
            if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                break;
            }
        }
        done.succeeded();
    }
}
