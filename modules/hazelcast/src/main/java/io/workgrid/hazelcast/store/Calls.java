package io.workgrid.hazelcast.store;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.RefusedException;
import io.workgrid.api.UnreachableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Makes requests to the cluster. "The target is gone" or "not known whether it was carried out" means: ask again; every request of
 * ours may be made twice. An interrupt waits until the answer is there: a request that is given up half way helps nobody.
 */
final class Calls {
    private static final long FIRST_PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 200_000_000;

    private static final String LEFT = "this process has left the grid; connect again";

    private static final String CUT_OFF =
            "this side of the grid is cut off from the rest and changes nothing until it is back";

    private final HazelcastInstance instance;
    private final boolean ofMember;
    private volatile boolean closed;

    Calls(HazelcastInstance instance) {
        this.instance = instance;
        ofMember = instance.getLocalEndpoint() instanceof Member;
    }

    /** Makes no more requests. */
    void close() {
        closed = true;
    }

    /**
     * Makes a request until it is answered.
     *
     * @param longest how long to go on
     * @throws UnreachableException if nobody answered in time
     * @throws RefusedException if this side of a split must not answer
     * @throws GridClosedException if this process has left the grid
     */
    <T> T make(Duration longest, Supplier<T> request) {
        long end = System.nanoTime() + longest.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        boolean interrupted = false;
        try {
            while (true) {
                if (closed) {
                    throw new GridClosedException(LEFT);
                }
                try {
                    return request.get();
                } catch (Throwable e) { // an interrupt comes through undeclared
                    Throwable cause = cause(e);
                    if (cause instanceof InterruptedException) {
                        interrupted = true;
                        Thread.interrupted();
                        continue;
                    }
                    refuse(cause);
                    if (!again(cause)) {
                        throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
                    }
                    if ((ofMember || System.nanoTime() > end) && cause instanceof SplitBrainProtectionException) {
                        throw new RefusedException(CUT_OFF, cause);
                    }
                    if (System.nanoTime() > end) {
                        throw new UnreachableException(
                                "no node answered for " + longest + ": " + cause.getMessage(), e);
                    }
                }
                LockSupport.parkNanos(pause);
                interrupted |= Thread.interrupted();
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The answer to a request that is under way, and if it failed to the same one made again.
     *
     * @see #make
     */
    <T> T finish(Duration longest, CompletableFuture<T> underWay, Supplier<T> again) {
        AtomicBoolean asked = new AtomicBoolean();
        return make(longest, () -> asked.getAndSet(true) ? again.get() : underWay.join());
    }

    private void refuse(Throwable cause) {
        boolean notActive = cause instanceof HazelcastInstanceNotActiveException
                || cause instanceof HazelcastClientNotActiveException;
        if (notActive
                && !instance.getLifecycleService().isRunning()) { // else it is another member that is about to leave
            throw new GridClosedException(LEFT);
        }
    }

    private static boolean again(Throwable cause) {
        return cause instanceof RetryableException
                // who sees both sides of a split is soon sent to the other one
                || cause instanceof SplitBrainProtectionException
                || cause instanceof HazelcastInstanceNotActiveException
                || cause instanceof TargetDisconnectedException
                || cause instanceof MemberLeftException
                || cause instanceof IndeterminateOperationStateException
                || cause instanceof OperationTimeoutException
                || cause instanceof HazelcastClientOfflineException
                || cause instanceof CancellationException
                || cause instanceof java.io.IOException;
    }

    private static Throwable cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null
                && (cause instanceof CompletionException
                        || cause instanceof ExecutionException
                        || cause.getClass() == com.hazelcast.core.HazelcastException.class
                        || cause.getClass() == RuntimeException.class)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
