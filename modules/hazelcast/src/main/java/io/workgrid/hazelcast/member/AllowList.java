package io.workgrid.hazelcast.member;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;

/**
 * What may arrive as a Java object: exceptions, and what they are made of. All else that travels has a form of its own, and tasks and
 * their values are bytes to Hazelcast.
 */
final class AllowList {
    private AllowList() {}

    static void configure(SerializationConfig config) {
        ClassFilter allowed = new ClassFilter()
                .addPrefixes("java.lang.", "java.util.", "com.hazelcast.", "io.workgrid.")
                .addPrefixes("[Ljava.lang.", "[Ljava.util.")
                .addClasses("[B", "[C", "[I", "[J", "java.io.IOException", "java.io.UncheckedIOException")
                .addClasses("java.io.EOFException", "java.io.NotSerializableException", "java.io.ObjectStreamException")
                .addClasses("java.net.SocketException", "java.net.ConnectException", "java.net.UnknownHostException");
        // lambdas and proxies are how such a stream is made to call things
        ClassFilter refused = new ClassFilter()
                .addPrefixes("java.lang.invoke.", "java.lang.reflect.")
                .addClasses("java.util.PriorityQueue");
        config.setJavaSerializationFilterConfig(new JavaSerializationFilterConfig()
                .setDefaultsDisabled(true)
                .setWhitelist(allowed)
                .setBlacklist(refused));
    }
}
