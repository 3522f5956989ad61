package io.workgrid.server.http;

import io.workgrid.server.http.Fault.Code;
import java.util.concurrent.Semaphore;

/** How many calls of one kind may last at once, so that those which wait for somebody never keep all threads. Any thread. */
public final class Slots {
    private final String what;
    private final int most;
    private final Semaphore free;

    public Slots(String what, int most) {
        this.what = what;
        this.most = most;
        free = new Semaphore(most);
    }

    /**
     * Takes one, until it is closed.
     *
     * @throws Fault if there is none
     */
    public Slot take() {
        if (!free.tryAcquire()) {
            throw Fault.of(Code.BUSY, "this node serves " + most + " " + what + " at once, the most it does")
                    .fixedBy("wait a moment, or ask another node")
                    .retryAfter(1);
        }
        return free::release;
    }

    /** One that is taken. */
    public interface Slot extends AutoCloseable {
        @Override
        void close();
    }
}
