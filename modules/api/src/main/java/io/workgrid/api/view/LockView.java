package io.workgrid.api.view;

import java.util.List;

/**
 * A lock, semaphore, condition or barrier at one moment, with who holds it and who waits for it.
 *
 * @param name its name, unique in its scope
 * @param kind {@code lock}, {@code rlock}, {@code semaphore}, {@code condition} or {@code barrier}
 * @param scope the id of the job it belongs to, or {@code grid}
 * @param holders who holds it, the longest first
 * @param waiters who waits for it, the longest first; at most 100
 * @param waiting how many wait
 * @param fence the number of the newest grant
 * @param deadlock owners of which each waits for the next one and the last one for the first, this lock being one of those they wait for; empty if there is no such cycle
 */
public record LockView(
        String name,
        String kind,
        String scope,
        List<Party> holders,
        List<Party> waiters,
        int waiting,
        long fence,
        List<String> deadlock) {

    public LockView {
        holders = List.copyOf(holders);
        waiters = List.copyOf(waiters);
        deadlock = List.copyOf(deadlock);
    }

    /**
     * Who holds or waits.
     *
     * @param owner for people: node, job, item and attempt, or process and thread
     * @param node the node it runs on, or the client
     * @param sinceMillis since when, milliseconds since 1970
     */
    public record Party(String owner, String node, long sinceMillis) {}
}
