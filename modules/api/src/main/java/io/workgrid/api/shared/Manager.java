package io.workgrid.api.shared;

import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import java.time.Duration;
import java.util.List;

/**
 * Hands out objects that all nodes and clients of a grid share, after Python's {@code multiprocessing.Manager}. Each belongs to a scope, the grid or one
 * job, and is known by its name there. Any thread may use a manager and what it hands out.
 *
 * <p><b>Shared objects change at once, and are seen by all.</b> An attempt that is tried again does its changes again, and a failed one leaves what it
 * changed. A job's counters ({@link io.workgrid.api.task.TaskContext#counter}) are the other way: they change when an item's outcome is accepted,
 * and so count each item once.
 *
 * <p><b>Handles.</b> To ask for one talks to nobody. The object begins with its first use, which fixes its kind and its size; a later use as another kind,
 * or with another capacity, length or number of parties, ends in a {@link io.workgrid.api.BadInputException} that says both, and changes nothing. There is
 * no "open": whoever comes first begins it.
 *
 * <p><b>Repeated calls.</b> Each change has a number. If the node that keeps the object dies while it changes, the call is made again under that number by
 * itself, and takes effect once. Every object has a copy on as many other nodes as the grid keeps backups. If all of them die together, an object of which parts
 * are left says so with an {@link io.workgrid.api.ObjectLostException} until it is removed, and is never read as if it had been empty.
 *
 * <p><b>Blocking.</b> A method that waits does so on notification, and has a form with a timeout that throws {@link
 * io.workgrid.api.WaitTimedOutException}; so does an interrupt, which leaves the flag set. A wait that ended that way has taken nothing. A worker that
 * waits does not count as busy: its node runs a spare one meanwhile.
 *
 * <p><b>Owners.</b> A lock, a permit, a place at a barrier or in a condition, and an element taken from a queue belong to an owner: the attempt at an item that
 * runs, else the calling thread of its process. They end with the attempt, whatever its outcome; with the process; and with its node, once the grid has seen that
 * it is gone (at once for a closed connection, else after the heartbeat's time).
 *
 * <p><b>Values.</b> Anything an item can be: numbers, text, {@code byte[]}, lists, maps, records and classes that are {@code Serializable}, and handles of
 * shared objects. They are copies: changing one after it was put, or after it was got, changes nothing in the grid. (Python's manager does the same
 * for values inside of a list or dict.) {@code null} is refused.
 *
 * <p><b>Limits.</b> A value or key 1 MiB, as bytes; a name 200 characters, none of them a control character; what one object holds is said with each kind. At a limit
 * the call ends in a {@link io.workgrid.api.RefusedException} that names it, and nothing was changed.
 *
 * <p><b>Life.</b> An object of a job goes with the job's record; use none after that. An object of the grid stays until {@link #remove}, or until it
 * was not changed for the time given with {@link #expireAfter}. It does not outlive the last node.
 *
 * <p>What differs from Python on purpose, in one sentence each: a lock is freed when its holder dies; {@code add} and {@code merge} are atomic, so no lock is needed
 * around them; everything has a limit; a queue can be closed; nothing hangs for ever because another process died.
 */
public interface Manager {

    /** What this manager's names are unique in: the id of a job, or {@code grid}. */
    String scope();

    /** The manager of the whole grid's objects; this one, if it is that. */
    Manager grid();

    /** A dict, spread over the nodes. */
    <K, V> SharedDict<K, V> dict(String name);

    /** A list. What is far from its end is spread over the nodes. */
    <E> SharedList<E> list(String name);

    /** A counter, 0 at first: Python's {@code Value}, whose {@code +=} is atomic here. */
    SharedCounter counter(String name);

    /** An array of numbers, all 0 at first. Length 1 to 16,777,216. */
    SharedArray.Longs longs(String name, int length);

    /** An array of numbers, all 0 at first. Length 1 to 16,777,216. */
    SharedArray.Doubles doubles(String name, int length);

    /** An array of bytes, all 0 at first. Length 1 to 134,217,728. */
    SharedArray.Bytes bytes(String name, int length);

    /** A few attributes, kept together. */
    Namespace namespace(String name);

    /** A lock that its holder cannot take a second time. */
    SharedLock lock(String name);

    /** A lock that its holder may take again; it is free when it was released as often. */
    SharedRLock rlock(String name);

    /** A semaphore. Permits 1 to 1,000,000. */
    SharedSemaphore semaphore(String name, int permits);

    /** The condition of a lock; each lock has one. */
    SharedCondition condition(SharedLock lock);

    /** An event, not set at first. */
    SharedEvent event(String name);

    /** A barrier without an action. Parties 1 to 4,096. */
    SharedBarrier barrier(String name, int parties);

    /**
     * A barrier.
     *
     * @param action run by one of the parties, in its process, when all are there and before any goes on. If it throws, the barrier is broken
     */
    SharedBarrier barrier(String name, int parties, Runnable action);

    /** A queue of at most 10,000 elements. */
    <E> SharedQueue<E> queue(String name);

    /** A queue. Capacity 1 to 1,000,000. */
    <E> SharedQueue<E> queue(String name, int capacity);

    /**
     * A channel.
     *
     * @param capacity how many elements it keeps, at most 100,000; 0: a sender waits until somebody receives
     */
    <E> Channel<E> channel(String name, int capacity);

    /**
     * Deletes an object and all that is in it. Whoever waits in it gets a {@link io.workgrid.api.RefusedException}. A handle of it begins a new one
     * when it is used again.
     *
     * @return whether there was one
     */
    boolean remove(String name);

    /**
     * From now on the object of the grid goes when nothing was changed in it for that long; looked at once a second. Reading does not count. A second call replaces
     * the time; an object that begins anew under the name has none.
     *
     * @param unused 1 second to 365 days
     * @return whether there is such an object
     * @throws io.workgrid.api.BadInputException for the objects of a job: they go with it
     */
    boolean expireAfter(String name, Duration unused);

    /** The objects of this scope, by name. What others change meanwhile is seen or not. */
    List<SharedView> objects();

    /** The locks, semaphores, conditions and barriers of this scope that somebody holds or waits for, those in a deadlock first. */
    List<LockView> locks();
}
