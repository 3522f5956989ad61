package io.workgrid.engine.node;

import io.workgrid.engine.worker.WorkerThread;
import io.workgrid.engine.worker.Workplace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work on a node, who waits for work it gave out, and the mail each still has to read: which jobs and pools to leave. Guarded
 * by the board's lock, so it runs nothing: what is to be run it returns.
 */
final class Roster {
    private final int workers;
    /** Of every thread that may still hold something of a job. */
    private final Map<WorkerThread, List<Workplace.Leaving>> mail = new HashMap<>();
    /** Those that take work. */
    private final Set<WorkerThread> atWork = new HashSet<>();
    /** Those that wait for work they gave out. */
    private final Set<WorkerThread> waiting = new HashSet<>();

    private boolean closed;

    Roster(int workers) {
        this.workers = workers;
    }

    /** A thread asks for work, the first time perhaps. */
    void enter(WorkerThread worker) {
        if (mail.putIfAbsent(worker, new ArrayList<>()) == null) {
            atWork.add(worker);
        }
    }

    /** Whether the thread is a spare that is not needed any more. */
    boolean tooMany(WorkerThread worker) {
        return worker.number() >= workers && atWork.size() > wanted();
    }

    /** The thread takes no more work, but still holds what it will leave in good order. */
    void takesNoMore(WorkerThread worker) {
        atWork.remove(worker);
    }

    /** The thread holds nothing any more, or must not be counted on; the mail it did not read. */
    List<Workplace.Leaving> gone(WorkerThread worker) {
        atWork.remove(worker);
        waiting.remove(worker);
        List<Workplace.Leaving> unread = mail.remove(worker);
        return unread == null ? List.of() : unread;
    }

    /** The thread's mail, which it has read now; {@code null} if there is none. */
    @Nullable
    List<Workplace.Leaving> read(WorkerThread worker) {
        List<Workplace.Leaving> box = mail.get(worker);
        if (box == null || box.isEmpty()) {
            return null;
        }
        List<Workplace.Leaving> read = List.copyOf(box);
        box.clear();
        return read;
    }

    /** Every thread that may hold something of a job. */
    List<WorkerThread> holders() {
        return List.copyOf(mail.keySet());
    }

    /** Puts a leaving into a thread's mail; false if it is not to be waited for. */
    boolean post(WorkerThread worker, Workplace.Leaving leaving) {
        List<Workplace.Leaving> box = closed ? null : mail.get(worker);
        if (box == null) {
            return false;
        }
        // one that waits may wait for just this: it leaves when it is back
        boolean now = !waiting.contains(worker);
        box.add(now ? leaving : unawaited(leaving));
        return now;
    }

    private static Workplace.Leaving unawaited(Workplace.Leaving leaving) {
        return new Workplace.Leaving(leaving.id(), () -> {});
    }

    /** A thread begins to wait for work it gave out; the mail that is to be waited for no more. Changes nothing for one not known. */
    List<Workplace.Leaving> waits(WorkerThread worker) {
        List<Workplace.Leaving> box = mail.get(worker);
        if (box == null) {
            return List.of();
        }
        waiting.add(worker);
        List<Workplace.Leaving> unread = List.copyOf(box);
        box.replaceAll(Roster::unawaited);
        return unread;
    }

    /** A thread waits no more. */
    void waited(WorkerThread worker) {
        waiting.remove(worker);
    }

    /** How many threads there should be. */
    int wanted() {
        return workers + waiting.size();
    }

    /** No mail is taken any more; all that was not read. A thread that is stuck would never read it; it leaves all when it ends. */
    List<Workplace.Leaving> close() {
        closed = true;
        List<Workplace.Leaving> unread = new ArrayList<>();
        mail.values().forEach(box -> {
            unread.addAll(box);
            box.clear();
        });
        return unread;
    }
}
