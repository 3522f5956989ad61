package io.workgrid.hazelcast.member;

import com.hazelcast.client.Client;
import com.hazelcast.client.impl.ClientEndpoint;
import com.hazelcast.core.HazelcastInstance;
import java.util.concurrent.TimeUnit;

/**
 * The clients of this member. While it may not go on they are sent away now and then: a client believes one member what the grid looks
 * like, and if that one is cut off from the others the client asks only it, though it could reach them. For one thread.
 */
final class Guests {
    /** A node that just saw others die may soon know that they are dead. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Who finds nobody else comes back, to be told why nothing is done here. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final HazelcastInstance member;
    private long nextNanos;
    private boolean waiting;

    Guests(HazelcastInstance member) {
        this.member = member;
    }

    /** Looks whether it is time. */
    void look(boolean mayGoOn) {
        long now = System.nanoTime();
        if (mayGoOn) {
            waiting = false;
        } else if (!waiting) {
            waiting = true;
            nextNanos = now + PATIENCE_NANOS;
        } else if (now - nextNanos > 0) {
            nextNanos = now + PAUSE_NANOS;
            member.getClientService().getConnectedClients().forEach(Guests::sendAway);
        }
    }

    /** There is no public way to do it. */
    private static void sendAway(Client client) {
        if (client instanceof ClientEndpoint endpoint) {
            endpoint.getConnection().close("this node is cut off from the grid", null);
        }
    }
}
