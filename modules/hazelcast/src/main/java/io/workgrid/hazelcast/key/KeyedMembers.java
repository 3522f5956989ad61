package io.workgrid.hazelcast.key;

import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.nio.MemberSocketInterceptor;
import io.workgrid.api.GridKey;

/**
 * Starts members that ask for the key. The Community edition has the places where a connection is intercepted, and no public way to put
 * something there: all of Hazelcast's inner classes that are used for it on a member are named in this file.
 */
public final class KeyedMembers {
    private KeyedMembers() {}

    /** A member that talks to nobody without the key. */
    public static HazelcastInstance start(Config config, GridKey key) {
        Door door = new Door(key);
        config.getNetworkConfig()
                .setSocketInterceptorConfig(
                        new SocketInterceptorConfig().setEnabled(true).setImplementation(door));
        return HazelcastInstanceFactory.newHazelcastInstance(config, null, new DefaultNodeContext() {
            @Override
            public NodeExtension createNodeExtension(Node node) {
                return new Guarded(node, door);
            }
        });
    }

    private static final class Guarded extends DefaultNodeExtension {
        private final Door door;

        Guarded(Node node, Door door) {
            super(node);
            this.door = door;
        }

        @Override
        public MemberSocketInterceptor getSocketInterceptor(EndpointQualifier endpoint) {
            return door;
        }
    }
}
