package io.workgrid.hazelcast.key;

import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.impl.clientside.DefaultClientExtension;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.nio.SocketInterceptor;
import io.workgrid.api.GridKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients prove the key. As {@link KeyedMembers}: all of Hazelcast's inner classes that are used for it on a client are named in this
 * file. Found by Hazelcast through {@code META-INF/services}; clients that were not prepared here behave as ever.
 */
public final class KeyedClients extends DefaultClientExtension {

    /** For Hazelcast. */
    public KeyedClients() {}

    /** Prepares a client that talks to nobody without the key. */
    public static void configure(ClientConfig config, GridKey key) {
        config.getNetworkConfig()
                .setSocketInterceptorConfig(
                        new SocketInterceptorConfig().setEnabled(true).setImplementation(new Door(key)));
    }

    @Override
    public @Nullable SocketInterceptor createSocketInterceptor(@Nullable SocketInterceptorConfig config) {
        return config != null && config.getImplementation() instanceof Door door
                ? door
                : super.createSocketInterceptor(config);
    }
}
