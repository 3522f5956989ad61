package io.workgrid.cli.node;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A grid that only has nodes. */
final class FewNodes implements Grid {
    private final List<NodeView> peers = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private NodeView self;
    private RuntimeException refusal;
    private RuntimeException later;
    private boolean hangs;
    private boolean drains;

    Grid join(NodeOptions options) {
        if (refusal != null) {
            throw refusal;
        }
        self = new NodeView(options.name() + "-x1", 2, 0, false, "127.0.0.1:5701", options.labels(), null, false);
        return this;
    }

    void peer(String name) {
        peers.add(new NodeView(name, 2, 0, false, "127.0.0.1:5702", Map.of(), null, false));
    }

    void gone(String name) {
        peers.removeIf(peer -> peer.name().equals(name));
    }

    void note(String note) {
        self = new NodeView(self.name(), 2, 0, false, self.address(), self.labels(), note, false);
    }

    void rename(String name) {
        self = new NodeView(name, 2, 0, false, self.address(), self.labels(), null, false);
    }

    void refuse(RuntimeException with) {
        refusal = with;
    }

    /** From the second look on. */
    void failLater(RuntimeException with) {
        later = with;
    }

    /** Somebody tells this node to leave, behind the first look. */
    void drainLater() {
        drains = true;
    }

    void hang() {
        hangs = true;
    }

    boolean closed() {
        return closed.getCount() == 0;
    }

    @Override
    public List<NodeView> nodes() {
        RuntimeException now = refusal;
        refusal = later;
        if (now != null) {
            throw now;
        }
        List<NodeView> all = new ArrayList<>(peers);
        all.add(self);
        if (drains) {
            self = new NodeView(self.name(), 2, 0, true, self.address(), self.labels(), null, false);
        }
        return all;
    }

    @Override
    public Manager manager() {
        throw new UnsupportedOperationException("manager");
    }

    @Override
    public Manager manager(JobId job) {
        throw new UnsupportedOperationException("manager");
    }

    @Override
    public List<LockView> locks() {
        throw new UnsupportedOperationException("locks");
    }

    @Override
    public void close() {
        if (hangs) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closed.countDown();
    }

    @Override
    public Pool pool(PoolOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <I, O> JobHandle<O> submit(JobSpec<I, O> spec) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobHandle<?> job(JobId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drain(String node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<JobView> jobs() {
        return List.of();
    }
}
