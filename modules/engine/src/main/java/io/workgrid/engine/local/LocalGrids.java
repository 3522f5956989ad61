package io.workgrid.engine.local;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.GridException;
import io.workgrid.api.GridProvider;
import io.workgrid.api.JobId;
import io.workgrid.api.NoSuchNodeException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.Retention;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.client.NodeGrids;
import io.workgrid.engine.client.StoreGrid;
import io.workgrid.engine.node.Node;
import io.workgrid.engine.store.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes grids of one node in this process; found by {@link GridProvider#find}. */
public final class LocalGrids implements GridProvider {
    private static final int MOST_WORKERS = 4_096;
    private static final System.Logger LOG = System.getLogger("io.workgrid");
    private static final AtomicInteger GRIDS = new AtomicInteger();

    @Override
    public Grid local(int workers) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new BadInputException("workers is " + workers + "; wanted 1 to " + MOST_WORKERS);
        }
        int number = GRIDS.incrementAndGet();
        String name = number == 1 ? "local" : "local-" + number;
        MemoryStore store = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
        Node node = new Node(name, workers, store, System::currentTimeMillis, LocalGrids::trouble);
        StoreGrid grid = new StoreGrid(
                store,
                () -> List.of(node.view()),
                asked -> drain(name, asked),
                () -> close(name, node, store),
                node::exchangeTimes);
        NodeGrids.register(name, grid);
        node.start();
        return grid;
    }

    private static void drain(String only, String node) {
        if (!node.equals(only)) {
            throw new NoSuchNodeException("no node \"" + node + "\"; there is " + only);
        }
        throw new RefusedException(
                "node " + node + " is all of a grid in this process, which ends with it; close the grid");
    }

    private static void trouble(String what, Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, what + " failed; nothing else is hurt", cause);
    }

    private static void close(String name, Node node, MemoryStore store) {
        for (JobId job : store.jobs()) {
            try {
                if (!store.view(job).phase().ended()) {
                    store.stop(job, Reply.Stop.NOW, JobPhase.CANCELLED, "the grid was closed");
                }
            } catch (GridException e) {
                // gone by itself
            }
        }
        node.close();
        store.lost(name);
        NodeGrids.remove(name);
        store.close();
    }

    @Override
    public Optional<Grid> current() {
        return NodeGrids.current();
    }
}
