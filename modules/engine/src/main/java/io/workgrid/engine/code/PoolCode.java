package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The code of the jobs that a node works at. All jobs of a pool with the same jars have one class loader: what an initializer sets in a
 * class is there in each later call of the pool, as it is in a process of Python's pool, and code that was compiled stays so. A job of no
 * pool has a loader of its own. Any thread may use it.
 *
 * <p>The loader of a pool goes when the pool has ended. Of pools that are idle {@value #MOST_IDLE} loaders are kept; then the one that has
 * been idle longest goes, and a later call of its pool begins with a new one.
 */
public final class PoolCode implements AutoCloseable {
    static final int MOST_IDLE = 32;

    /** The idle ones in the order in which they became idle. */
    private final Map<Key, Held> pools = new LinkedHashMap<>();

    private record Key(String scope, List<String> jars) {}

    private static final class Held {
        private final JarLoader loader;
        private int jobs;
        /** Nobody finds it any more: it goes with its last job. */
        private boolean over;

        Held(JarLoader loader) {
            this.loader = loader;
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
        boolean ofAPool = !job.scope().id().equals(job.id().text());
        if (!ofAPool
                || !(code.classes() instanceof Classes.Shared shared)
                || shared.jars().isEmpty()) {
            return LoadedCode.open(code, files);
        }
        Key key = new Key(
                job.scope().id(),
                shared.jars().stream().map(Classes.Blob::sha256).toList());
        Held held = known(key);
        if (held == null) {
            held = takeOr(key, LoadedCode.jars(shared, files));
        }
        Held taken = held;
        return new LoadedCode(code, taken.loader, () -> giveBack(key, taken));
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
            held = pools.computeIfAbsent(key, absent -> new Held(mine));
            held.jobs++;
        }
        if (held.loader != mine) {
            close(mine);
        }
        return held;
    }

    private void giveBack(Key key, Held held) {
        List<Held> gone = new ArrayList<>();
        synchronized (this) {
            held.jobs--;
            if (held.jobs == 0 && held.over) {
                gone.add(held);
            } else if (held.jobs == 0) {
                pools.remove(key);
                pools.put(key, held);
                gone.addAll(tooMany());
            }
        }
        gone.forEach(each -> close(each.loader));
    }

    private List<Held> tooMany() {
        List<Map.Entry<Key, Held>> idle = pools.entrySet().stream()
                .filter(each -> each.getValue().jobs == 0)
                .toList();
        List<Map.Entry<Key, Held>> oldest = idle.subList(0, Math.max(0, idle.size() - MOST_IDLE));
        oldest.forEach(each -> pools.remove(each.getKey()));
        return oldest.stream().map(Map.Entry::getValue).toList();
    }

    /** A pool has ended, and no worker here has anything of it any more. */
    public void ended(String scope) {
        List<Held> gone = new ArrayList<>();
        synchronized (this) {
            pools.entrySet().removeIf(each -> {
                boolean its = each.getKey().scope().equals(scope);
                if (its) {
                    each.getValue().over = true;
                    if (each.getValue().jobs == 0) {
                        gone.add(each.getValue());
                    }
                }
                return its;
            });
        }
        gone.forEach(each -> close(each.loader));
    }

    /** The node has ended, and its jobs with it. */
    @Override
    public void close() {
        List<Held> all;
        synchronized (this) {
            all = List.copyOf(pools.values());
            pools.clear();
        }
        all.forEach(each -> close(each.loader));
    }

    private static void close(JarLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
