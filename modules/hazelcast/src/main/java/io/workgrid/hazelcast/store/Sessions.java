package io.workgrid.hazelcast.store;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life of this process in the grid. A node's is its name, which is another one after each start and split; that it lives shows in the list of
 * members. A client says every second that it lives, by an entry that goes by itself. Any thread may use it.
 */
final class Sessions implements AutoCloseable {
    static final String CLIENT = "client@";
    /** How long a client may be silent. */
    private static final long SILENT_SECONDS = 10;

    private static final int NAME = 8;

    private final HazelcastInstance instance;
    private final IMap<String, Boolean> alive;
    private final boolean ofMember;
    private volatile @Nullable Named node;
    private volatile String client;
    private int lives;
    private boolean said;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "workgrid-session");
        thread.setDaemon(true);
        return thread;
    });

    /** A member and its name, which takes a while to put together. */
    private record Named(Member member, String name) {}

    Sessions(HazelcastInstance instance, IMap<String, Boolean> alive) {
        this.instance = instance;
        this.alive = alive;
        ofMember = instance.getLocalEndpoint() instanceof Member;
        client = ofMember ? "" : name();
    }

    private String name() {
        return of(instance.getLocalEndpoint().getUuid()) + (lives == 0 ? "" : "." + lives);
    }

    /** The first session of a client. */
    static String of(UUID client) {
        return CLIENT + client.toString().substring(0, NAME);
    }

    @SuppressWarnings("ReferenceEquality") // another object, maybe another name
    String now() {
        if (!ofMember) {
            return client;
        }
        Member member = instance.getCluster().getLocalMember();
        Named known = node;
        if (known == null || known.member != member) {
            known = new Named(member, NodeNames.of(member));
            node = known;
        }
        return known.name;
    }

    /** Another life, if that one was still ours. A node gets one by itself. */
    synchronized void renew(String lost) {
        if (!ofMember && client.equals(lost)) {
            lives++;
            client = name();
            say();
        }
    }

    /** The first word is there before the first call is. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    synchronized void begin() {
        if (!ofMember && !said) {
            say();
            said = true;
            timer.scheduleWithFixedDelay(this::sayAgain, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void sayAgain() {
        try {
            say();
        } catch (RuntimeException e) {
            // the next word comes soon
        }
    }

    private void say() {
        alive.set(client, true, SILENT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        if (said) {
            try {
                alive.set(client, false, SILENT_SECONDS, TimeUnit.SECONDS); // it is over, and need not be waited for
            } catch (RuntimeException e) {
                // then it shows by silence
            }
        }
    }
}
