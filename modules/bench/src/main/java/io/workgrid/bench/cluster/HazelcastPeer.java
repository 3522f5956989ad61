package io.workgrid.bench.cluster;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * The peer: Hazelcast's own distributed executor, used by hand as its manual says. Run as a program it is a member: arguments are its
 * port and the address of the first member, if there is one.
 */
final class HazelcastPeer implements AutoCloseable {
    private static final String CLUSTER = "bench-peer";
    private static final String EXECUTOR = "bench";
    /** More in flight, and the queue only grows. */
    private static final int IN_FLIGHT = 1_000;

    private final HazelcastInstance client;
    private final IExecutorService executor;

    HazelcastPeer(List<String> addresses) {
        ClientConfig config = new ClientConfig().setClusterName(CLUSTER).setProperty("hazelcast.logging.type", "none");
        addresses.forEach(config.getNetworkConfig()::addAddress);
        client = HazelcastClient.newHazelcastClient(config);
        executor = client.getExecutorService(EXECUTOR);
    }

    /** A chunk of items that do nothing. */
    private record Chunk(int[] items) implements Callable<int[]>, Serializable {
        @Override
        public int[] call() {
            return items.clone();
        }
    }

    /** One item that does nothing. */
    private record One(int item) implements Callable<Integer>, Serializable {
        @Override
        public Integer call() {
            return item;
        }
    }

    /** Items that do nothing, in chunks made by hand. */
    void chunks(int items, int chunk) throws Exception {
        List<Future<int[]>> futures = new ArrayList<>();
        for (int first = 0; first < items; first += chunk) {
            int[] some = new int[Math.min(chunk, items - first)];
            for (int n = 0; n < some.length; n++) {
                some[n] = first + n;
            }
            futures.add(executor.submit(new Chunk(some)));
        }
        List<Integer> results = new ArrayList<>(items);
        for (Future<int[]> future : futures) {
            for (int each : future.get()) {
                results.add(each);
            }
        }
        if (results.size() != items) {
            throw new IllegalStateException(results.size() + " results; wanted " + items);
        }
    }

    /** Items that do nothing, a call for each. */
    void singles(int items) throws Exception {
        Deque<Future<Integer>> inFlight = new ArrayDeque<>();
        for (int n = 0; n < items; n++) {
            if (inFlight.size() == IN_FLIGHT) {
                inFlight.remove().get();
            }
            inFlight.add(executor.submit(new One(n)));
        }
        while (!inFlight.isEmpty()) {
            inFlight.remove().get();
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }

    public static void main(String[] args) throws InterruptedException {
        PeerMember.run(
                new Config().setClusterName(CLUSTER).addExecutorConfig(new ExecutorConfig(EXECUTOR).setPoolSize(1)),
                args);
    }
}
