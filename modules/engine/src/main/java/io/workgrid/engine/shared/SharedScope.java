package io.workgrid.engine.shared;

import io.workgrid.api.BadInputException;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Namespace;
import io.workgrid.api.shared.SharedArray;
import io.workgrid.api.shared.SharedBarrier;
import io.workgrid.api.shared.SharedCondition;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedEvent;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.api.shared.SharedRLock;
import io.workgrid.api.shared.SharedSemaphore;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import io.workgrid.core.shared.Guard;
import io.workgrid.core.shared.Kind;
import io.workgrid.engine.codec.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of one scope, seen from this process. Any thread may use it. */
public final class SharedScope implements Manager {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PARTIES = 4_096;
    private static final int MOST_PERMITS = 1_000_000;
    private static final int MOST_NUMBERS = 1 << 24;
    private static final int MOST_BYTES = 1 << 27;
    private static final int MOST_QUEUED = 1_000_000;
    private static final int USUAL_QUEUE = 10_000;
    private static final int MOST_BUFFERED = 100_000;

    private final Known known;
    private final String scope;
    private final SharedValues values;

    /**
     * What the scopes of one process have in common.
     *
     * @param calls makes the calls
     * @param lives the life in which each object in parts was seen last, by the key of its head
     * @param sums what is added without waiting, by the key of the counter
     * @param adds what is added by threads that wait for it, by the key of the counter
     */
    record Known(SharedCalls calls, Map<String, String> lives, Map<String, Sum> sums, Map<String, Adds> adds) {}

    private SharedScope(Known known, String scope) {
        this.known = known;
        this.scope = scope;
        values = new SharedValues(this);
    }

    /** Reads values in which there may be handles, as results: they become handles of this grid. */
    public Codec codec(ClassLoader loader) {
        return new Codec(loader, read -> SentHandle.reading(this, read));
    }

    /** The objects of the whole grid. */
    public static SharedScope ofGrid(SharedCalls calls) {
        return new SharedScope(
                new Known(calls, Recent.memory(life -> true), Recent.memory(Sum::idle), Recent.memory(adds -> true)),
                SharedHandle.GRID);
    }

    /** The objects of a job, by its id. */
    public SharedScope ofJob(String job) {
        return new SharedScope(known, job);
    }

    SharedScope of(String another) {
        return another.equals(scope) ? this : new SharedScope(known, another);
    }

    Known known() {
        return known;
    }

    SharedCalls calls() {
        return known.calls();
    }

    SharedValues values() {
        return values;
    }

    @Override
    public String scope() {
        return scope;
    }

    @Override
    public Manager grid() {
        return of(SharedHandle.GRID);
    }

    static String checked(String name) {
        boolean fits = !name.isEmpty() && name.length() <= LONGEST_NAME;
        if (!fits || name.contains(CellRef.PART)) {
            throw new BadInputException("name of a shared object is \"" + name.strip() + "\" with " + name.length()
                    + " characters; wanted 1 to " + LONGEST_NAME + ", and not NUL");
        }
        return name;
    }

    private static int checked(String name, String what, int value, int least, int most) {
        checked(name);
        if (value < least || value > most) {
            throw new BadInputException(
                    what + " of \"" + name + "\" is " + value + "; wanted " + least + " to " + most);
        }
        return value;
    }

    /** What changes are made to depend on. */
    static Guard guard(SharedLock lock) {
        if (lock instanceof LockHandle handle) {
            return handle.guard();
        }
        throw new BadInputException("lock \"" + lock.name() + "\" is of another kind of grid");
    }

    @Override
    public <K, V> SharedDict<K, V> dict(String name) {
        return new DictHandle<>(this, checked(name), null, null);
    }

    @Override
    public <E> SharedList<E> list(String name) {
        return new ListHandle<>(this, checked(name), null);
    }

    @Override
    public SharedCounter counter(String name) {
        return new CounterHandle(this, checked(name), null);
    }

    @Override
    public SharedArray.Longs longs(String name, int length) {
        return new ArrayHandle.OfLongs(this, name, checked(name, "length", length, 1, MOST_NUMBERS), null);
    }

    @Override
    public SharedArray.Doubles doubles(String name, int length) {
        return new ArrayHandle.OfDoubles(this, name, checked(name, "length", length, 1, MOST_NUMBERS), null);
    }

    @Override
    public SharedArray.Bytes bytes(String name, int length) {
        return new ArrayHandle.OfBytes(this, name, checked(name, "length", length, 1, MOST_BYTES), null);
    }

    @Override
    public Namespace namespace(String name) {
        return new NamespaceHandle(this, checked(name), null);
    }

    @Override
    public SharedLock lock(String name) {
        return new LockHandle(calls(), scope, checked(name), false);
    }

    @Override
    public SharedRLock rlock(String name) {
        return new LockHandle(calls(), scope, checked(name), true);
    }

    @Override
    public SharedSemaphore semaphore(String name, int permits) {
        return new SemaphoreHandle(calls(), scope, name, checked(name, "permits", permits, 1, MOST_PERMITS));
    }

    @Override
    public SharedCondition condition(SharedLock lock) {
        if (lock instanceof LockHandle handle) {
            return new ConditionHandle(handle);
        }
        throw new BadInputException("lock \"" + lock.name() + "\" is of another kind of grid");
    }

    @Override
    public SharedEvent event(String name) {
        return new EventHandle(calls(), scope, checked(name));
    }

    @Override
    public SharedBarrier barrier(String name, int parties) {
        return barrierOf(name, parties, null);
    }

    @Override
    public SharedBarrier barrier(String name, int parties, Runnable action) {
        return barrierOf(name, parties, action);
    }

    private SharedBarrier barrierOf(String name, int parties, @Nullable Runnable action) {
        return new BarrierHandle(calls(), scope, name, checked(name, "parties", parties, 1, MOST_PARTIES), action);
    }

    @Override
    public <E> SharedQueue<E> queue(String name) {
        return queue(name, USUAL_QUEUE);
    }

    @Override
    public <E> SharedQueue<E> queue(String name, int capacity) {
        return new QueueHandle<>(this, name, checked(name, "capacity", capacity, 1, MOST_QUEUED), null);
    }

    @Override
    public <E> Channel<E> channel(String name, int capacity) {
        return new ChannelHandle<>(this, name, checked(name, "capacity", capacity, 0, MOST_BUFFERED));
    }

    @Override
    public boolean remove(String name) {
        return new Inventory(this).remove(checked(name));
    }

    @Override
    public boolean expireAfter(String name, Duration unused) {
        return new Expiry(this).set(checked(name), unused);
    }

    @Override
    public List<SharedView> objects() {
        return new Inventory(this).objects();
    }

    @Override
    public List<LockView> locks() {
        return new Inventory(this).locks();
    }

    /** Those of all scopes. */
    public List<LockView> allLocks() {
        return calls().locks();
    }

    @Override
    public String toString() {
        return "shared objects of " + (scope.equals(SharedHandle.GRID) ? "the grid" : "job " + scope);
    }

    CellRef cell(String name, Kind kind) {
        return CellRef.of(scope, name, kind);
    }
}
