package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The code of the jobs that a node works at. All jobs of a pool with the same jars have one class loader: what an initializer sets in a
 * class is there in each later call of the pool, as it is in a process of Python's pool, and code that was compiled stays so. A job of no
 * pool has a loader of its own. Any thread may use it.
 *
 * <p>The loader of a pool goes when the pool has ended, and its last job and worker have left it. Of pools that are idle
 * {@value #MOST_IDLE} are kept; the one that has been idle longest is then left by the node's workers, and begins anew with its next call.
 */
public final class PoolCode implements AutoCloseable {
    static final int MOST_IDLE = 32;
    private static final int MOST_ENDED = 1_000;

    private final Consumer<String> idleTooLong;
    /** The idle ones in the order in which they became idle. */
    private final Map<Key, Held> pools = new LinkedHashMap<>();
    /** Pools that ended: a job of one that comes late must not begin it again. */
    private final Set<String> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_ENDED;
        }
    });

    private boolean closed;

    /**
     * Nothing yet.
     *
     * @param idleTooLong told of a pool that the node's workers are to leave; then {@link #ended} is to be called
     */
    public PoolCode(Consumer<String> idleTooLong) {
        this.idleTooLong = idleTooLong;
    }

    private record Key(String scope, List<String> jars) {}

    private static final class Held {
        private final JarLoader loader;
        private int jobs;
        private int workers;
        /** Its workers were told to leave. */
        private boolean leaving;
        /** Nobody finds it any more: it goes with whoever uses it last. */
        private boolean over;

        Held(JarLoader loader) {
            this.loader = loader;
        }

        boolean canGo() {
            return over && jobs == 0 && workers == 0;
        }
    }

    /**
     * Opens the code of a job.
     *
     * @param files makes a local copy of what the grid keeps
     * @throws BadInputException if a jar is not to be had
     */
    public LoadedCode open(JobRecord job, Function<Classes.Blob, Path> files) {
        JobCode code = job.code();
        String scope = job.scope().id();
        boolean ofAPool = !scope.equals(job.id().text());
        if (!ofAPool
                || !(code.classes() instanceof Classes.Shared shared)
                || shared.jars().isEmpty()) {
            return LoadedCode.open(code, files);
        }
        Key key =
                new Key(scope, shared.jars().stream().map(Classes.Blob::sha256).toList());
        Held known = known(key);
        Held held = known == null ? takeOr(key, LoadedCode.jars(shared, files)) : known;
        return new LoadedCode(code, held.loader, () -> giveBack(key, held), () -> {
            workers(held, 1);
            return () -> workers(held, -1);
        });
    }

    /** The pool's, for a job more. */
    private synchronized @Nullable Held known(Key key) {
        Held held = pools.get(key);
        if (held != null) {
            held.jobs++;
        }
        return held;
    }

    /** The pool's, or this one, for a job more. */
    private Held takeOr(Key key, JarLoader mine) {
        Held held;
        synchronized (this) {
            if (closed || ended.contains(key.scope)) {
                held = new Held(mine);
                held.over = true;
            } else {
                held = pools.computeIfAbsent(key, absent -> new Held(mine));
            }
            held.jobs++;
        }
        if (held.loader != mine) {
            close(mine);
        }
        return held;
    }

    private void giveBack(Key key, Held held) {
        boolean goes;
        String idle = null;
        synchronized (this) {
            held.jobs--;
            goes = held.canGo();
            if (held.jobs == 0 && pools.remove(key, held)) {
                pools.put(key, held);
                idle = tooMany();
            }
        }
        if (goes) {
            close(held.loader);
        }
        if (idle != null) {
            idleTooLong.accept(idle);
        }
    }

    /** The pool that has been idle longest, if there are too many. */
    private @Nullable String tooMany() {
        List<Map.Entry<Key, Held>> idle = pools.entrySet().stream()
                .filter(each -> each.getValue().jobs == 0 && !each.getValue().leaving)
                .toList();
        if (idle.size() <= MOST_IDLE) {
            return null;
        }
        idle.get(0).getValue().leaving = true;
        return idle.get(0).getKey().scope;
    }

    private void workers(Held held, int more) {
        boolean goes;
        synchronized (this) {
            held.workers += more;
            goes = held.canGo();
        }
        if (goes) {
            close(held.loader);
        }
    }

    /**
     * A pool has ended, or is to begin anew on this node, and its workers were told.
     *
     * @param forGood whether no job of it may come any more
     */
    public void ended(String scope, boolean forGood) {
        List<Held> gone = new ArrayList<>();
        synchronized (this) {
            if (forGood) {
                ended.add(scope);
            }
            pools.entrySet().removeIf(each -> {
                boolean its = each.getKey().scope.equals(scope);
                if (its) {
                    each.getValue().over = true;
                    gone.add(each.getValue());
                }
                return its;
            });
            gone.removeIf(each -> !each.canGo());
        }
        gone.forEach(each -> close(each.loader));
    }

    /** The node has ended, and its jobs with it. */
    @Override
    public void close() {
        List<Held> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(pools.values());
            pools.clear();
        }
        all.forEach(each -> close(each.loader));
    }

    private static void close(JarLoader loader) {
        try {
            loader.close();
        } catch (IOException e) { // the others must go all the same
            System.getLogger("io.workgrid.code").log(System.Logger.Level.DEBUG, "closing the jars of a pool", e);
        }
    }
}
