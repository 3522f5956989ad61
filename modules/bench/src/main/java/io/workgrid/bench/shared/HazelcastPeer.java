package io.workgrid.bench.shared;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.collection.IQueue;
import com.hazelcast.config.Config;
import com.hazelcast.config.QueueConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.workgrid.bench.cluster.PeerMember;
import java.util.ArrayList;
import java.util.List;

/**
 * The peer: Hazelcast's own map with locks and its queue. Run as a program it is a member: arguments are its port and the address of
 * the first member, if there is one.
 */
final class HazelcastPeer implements AutoCloseable {
    private static final String CLUSTER = "bench-shared-peer";

    private final HazelcastInstance client;

    HazelcastPeer(List<String> addresses) {
        ClientConfig config = new ClientConfig().setClusterName(CLUSTER).setProperty("hazelcast.logging.type", "none");
        addresses.forEach(config.getNetworkConfig()::addAddress);
        client = HazelcastClient.newHazelcastClient(config);
    }

    /** Adds one by lock, get, put and unlock. */
    void adds(int count) {
        IMap<String, Long> map = client.getMap("counters");
        for (int n = 0; n < count; n++) {
            map.lock("hits");
            try {
                Long value = map.get("hits");
                map.put("hits", value == null ? 1 : value + 1);
            } finally {
                map.unlock("hits");
            }
        }
    }

    /** The same by several threads. */
    void adds(int count, int threads) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int n = 0; n < threads; n++) {
            Thread thread = new Thread(() -> adds(count / threads));
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    void gets(int count) {
        IMap<String, Long> map = client.getMap("values");
        map.put("hot", 1L);
        for (int n = 0; n < count; n++) {
            map.get("hot");
        }
    }

    void locks(int count) {
        IMap<String, Long> map = client.getMap("locks");
        for (int n = 0; n < count; n++) {
            map.lock("lock");
            map.unlock("lock");
        }
    }

    void puts(int count) throws InterruptedException {
        IQueue<Integer> queue = client.getQueue("queue");
        for (int n = 0; n < count; n++) {
            queue.put(n);
        }
    }

    void takes(int count) throws InterruptedException {
        IQueue<Integer> queue = client.getQueue("queue");
        for (int n = 0; n < count; n++) {
            queue.take();
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }

    public static void main(String[] args) throws InterruptedException {
        PeerMember.run(
                new Config().setClusterName(CLUSTER).addQueueConfig(new QueueConfig("queue").setMaxSize(1_000)), args);
    }
}
