package io.workgrid.hazelcast.member;

import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MapStoreConfig;
import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.MapLoader;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What somebody can do to a member who is let in: each leaves a mark in this process, which is the member's too. */
enum Attack {
    JAVA_SERIALIZED_CALLABLE {
        @Override
        void mount(HazelcastInstance client) throws Exception {
            client.getExecutorService("any").submit(new Serialized()).get(20, TimeUnit.SECONDS);
        }
    },
    DATA_SERIALIZABLE_BY_CLASS_NAME {
        @Override
        void mount(HazelcastInstance client) throws Exception {
            client.getExecutorService("any").submit(new Named()).get(20, TimeUnit.SECONDS);
        }
    },
    DYNAMIC_MAP_CONFIG {
        @Override
        void mount(HazelcastInstance client) {
            client.getConfig()
                    .addMapConfig(new MapConfig("mine")
                            .setMapStoreConfig(new MapStoreConfig()
                                    .setEnabled(true)
                                    .setInitialLoadMode(MapStoreConfig.InitialLoadMode.EAGER)
                                    .setClassName(Loader.class.getName())));
            client.getMap("mine").get("any");
        }
    },
    LISTED_AND_DESTROYED_MAPS {
        @Override
        void mount(HazelcastInstance client) {
            for (DistributedObject object : client.getDistributedObjects()) {
                if (object.getName().equals("prey")) {
                    object.destroy();
                    MARKS.incrementAndGet();
                }
            }
        }
    };

    static final AtomicInteger MARKS = new AtomicInteger();

    abstract void mount(HazelcastInstance client) throws Exception;

    /** Whether it came through. */
    boolean comesThrough(HazelcastInstance client) throws ExecutionException, TimeoutException, InterruptedException {
        int before = MARKS.get();
        try {
            mount(client);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new ExecutionException(e);
        }
        return MARKS.get() > before;
    }

    static final class Serialized implements Callable<Integer>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Integer call() {
            return MARKS.incrementAndGet();
        }
    }

    /** Public, with a constructor: Hazelcast makes it by its name. */
    public static final class Named implements Callable<Integer>, DataSerializable {
        public Named() {}

        @Override
        public Integer call() {
            return MARKS.incrementAndGet();
        }

        @Override
        public void writeData(ObjectDataOutput out) {}

        @Override
        public void readData(ObjectDataInput in) {}
    }

    public static final class Loader implements MapLoader<String, String> {
        public Loader() {
            MARKS.incrementAndGet();
        }

        @Override
        public @Nullable String load(String key) {
            return null;
        }

        @Override
        public Map<String, String> loadAll(Collection<String> keys) {
            return Map.of();
        }

        @Override
        public @Nullable Iterable<String> loadAllKeys() {
            return null;
        }
    }
}
