package io.workgrid.hazelcast.member;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.core.HazelcastInstance;
import org.jspecify.annotations.Nullable;

/** What a node does when another, or a client, asks it in person. Implementations return at once. */
interface Control {
    /** The executor that carries the requests; its own, so that no work in the store keeps it busy. */
    String EXECUTOR = "workgrid-members";

    int THREADS = 4;

    /** Where a member keeps its own. */
    String KEY = "workgrid.control";

    /** How the node is. */
    Report report();

    /** Another node says that it is about to go. */
    void leaves(String member);

    /** The node is to finish what it holds and go. */
    void leave();

    /** The one of this member; {@code null} while it starts. */
    static @Nullable Control of(HazelcastInstance member) {
        return (Control) member.getUserContext().get(KEY);
    }

    /** Makes the requests and answers known to a member or client. */
    static void configure(SerializationConfig config) {
        config.addDataSerializableFactory(Request.FACTORY, type -> type == Request.TYPE ? new Request() : new Report());
    }
}
