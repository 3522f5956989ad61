package io.workgrid.api;

import java.util.ServiceLoader;

/** How {@link Grid} finds what carries a grid of many machines: found by {@link ServiceLoader}. Not for programs to call. */
public interface ClusterProvider {

    /** Connects to a grid. */
    Grid connect(ConnectOptions options);

    /** Makes this process a node. */
    Grid join(NodeOptions options);

    /** The one on the class path. */
    static ClusterProvider find() {
        return ServiceLoader.load(ClusterProvider.class, ClusterProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "nothing on the class path carries a grid of many machines; add io.workgrid:workgrid-hazelcast to the dependencies"));
    }
}
