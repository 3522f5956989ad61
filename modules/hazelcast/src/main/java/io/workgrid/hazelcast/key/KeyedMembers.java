package io.workgrid.hazelcast.key;

import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.cluster.impl.JoinMessage;
import com.hazelcast.internal.cluster.impl.JoinRequest;
import com.hazelcast.nio.MemberSocketInterceptor;
import io.workgrid.api.GridKey;
import io.workgrid.core.quorum.Quorum;
import io.workgrid.hazelcast.merge.QuorumJoiner;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts members that ask for the key, and who wants to join what he is, and that know which side of a split network is to stay. The
 * Community edition has the places for that, and no public way to put something there: Hazelcast's inner classes that are used for it on
 * a member are named in this file, in the package of {@link QuorumJoiner}, and in {@code Holdings}.
 */
public final class KeyedMembers {
    private KeyedMembers() {}

    /**
     * A member that talks to nobody without the key.
     *
     * @param key {@code null}: it talks to everybody
     * @param fault what is wrong with a member that wants to join, told by its attributes; {@code null}: nothing
     * @param quorum what the member knows of the others, looked at when it is called
     */
    public static HazelcastInstance start(
            Config config,
            @Nullable GridKey key,
            Function<Map<String, String>, @Nullable String> fault,
            Supplier<Quorum> quorum) {
        Door door = key == null ? null : new Door(key);
        if (door != null) {
            config.getNetworkConfig()
                    .setSocketInterceptorConfig(
                            new SocketInterceptorConfig().setEnabled(true).setImplementation(door));
        }
        return HazelcastInstanceFactory.newHazelcastInstance(config, null, new DefaultNodeContext() {
            @Override
            public NodeExtension createNodeExtension(Node node) {
                return new Guarded(node, door, fault);
            }

            @Override
            public Joiner createJoiner(Node node) {
                return QuorumJoiner.instead(super.createJoiner(node), node, quorum);
            }
        });
    }

    private static final class Guarded extends DefaultNodeExtension {
        private final @Nullable Door door;
        private final Function<Map<String, String>, @Nullable String> fault;

        Guarded(Node node, @Nullable Door door, Function<Map<String, String>, @Nullable String> fault) {
            super(node);
            this.door = door;
            this.fault = fault;
        }

        @Override
        public @Nullable MemberSocketInterceptor getSocketInterceptor(EndpointQualifier endpoint) {
            return door == null ? super.getSocketInterceptor(endpoint) : door;
        }

        @Override
        public void onMemberListChange() {
            super.onMemberListChange();
            if (node.getJoiner() instanceof QuorumJoiner joiner) {
                joiner.membersChanged();
            }
        }

        @Override
        public void validateJoinRequest(JoinMessage message) {
            super.validateJoinRequest(message);
            String reason = message instanceof JoinRequest asked ? fault.apply(asked.getAttributes()) : null;
            if (reason != null) {
                throw new HazelcastException(reason);
            }
        }
    }
}
