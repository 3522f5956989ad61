package io.workgrid.hazelcast.member;

import io.workgrid.api.Grid;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import io.workgrid.engine.client.NodeGrids;
import io.workgrid.engine.node.ExchangeTimes;
import io.workgrid.engine.node.Node;
import io.workgrid.engine.store.GridStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node under one name: from when its member joined until it leaves, or is cut off and comes back as another. */
final class Tenure implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.workgrid.hazelcast");

    private final Node node;

    private Tenure(Node node) {
        this.node = node;
    }

    /**
     * Starts a node.
     *
     * @param refusal why it is to take no leases now, or {@code null}
     */
    static Tenure begin(String name, int workers, GridStore store, Grid grid, Supplier<@Nullable String> refusal) {
        Node node = new Node(name, workers, store, System::currentTimeMillis, Tenure::trouble, refusal);
        NodeGrids.register(name, grid);
        node.start();
        return new Tenure(node);
    }

    private static void trouble(String what, Throwable cause) {
        if (cause instanceof RefusedException) {
            // that it is cut off the node says by itself, once; each exchange it tries meanwhile would say it again
            LOG.log(System.Logger.Level.DEBUG, what + " failed", cause);
        } else if (cause instanceof UnreachableException) {
            // as when the node that was asked dies: it is asked again, and where from is of no use to anybody
            LOG.log(System.Logger.Level.WARNING, what + " failed, and is tried again: nobody answered in time");
            LOG.log(System.Logger.Level.DEBUG, what + " failed", cause);
        } else {
            LOG.log(System.Logger.Level.WARNING, what + " failed; nothing else is hurt", cause);
        }
    }

    String name() {
        return node.name();
    }

    int busy() {
        return node.view().busy();
    }

    ExchangeTimes exchangeTimes() {
        return node.exchangeTimes();
    }

    boolean draining() {
        return node.draining();
    }

    /** Takes no more, and waits for what it holds; whether all of it ended. */
    boolean drain(Duration timeout) {
        return node.drain(timeout);
    }

    /** Ends it: what still runs is interrupted, and settled by the ledgers as lost. */
    @Override
    public void close() {
        node.close();
        NodeGrids.remove(node.name());
    }
}
