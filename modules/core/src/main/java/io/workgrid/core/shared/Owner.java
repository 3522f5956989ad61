package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * Whose a lock, a permit or a place in a queue is: an attempt at an item, or a thread of a process. What it has ends when its session is
 * lost, or the attempt ends.
 *
 * @param session the life of its process in the grid
 * @param node the name of the node, or of the client
 * @param job the job's id; {@code null} for a thread that runs no item
 * @param item the item's index; -1 for a thread
 * @param attempt which try at the item; 0 for a thread
 * @param thread the thread by name and number; empty for an attempt
 */
public record Owner(String session, String node, @Nullable String job, long item, int attempt, String thread) {

    /** An attempt at an item. */
    public static Owner attempt(String session, String node, String job, long item, int attempt) {
        return new Owner(session, node, job, item, attempt, "");
    }

    /** A thread that runs no item. */
    public static Owner thread(String session, String node, String thread) {
        return new Owner(session, node, null, -1, 0, thread);
    }

    /** For messages: who, and where. */
    public String text() {
        return job == null
                ? "thread " + thread + " of " + node
                : "item " + item + " of job " + job + ", attempt " + attempt + ", on " + node;
    }

    void write(ByteSink sink) {
        sink.text(session);
        sink.text(node);
        sink.text(job);
        sink.signed(item);
        sink.number(attempt);
        sink.text(thread);
    }

    static Owner read(ByteSource source) {
        return new Owner(
                source.text(), source.text(), source.textOrNull(), source.signed(), source.count(), source.text());
    }
}
