package io.workgrid.testkit.container;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;

/**
 * How a node's container is made.
 *
 * @param image an image that was built from {@code docker/Dockerfile}
 * @param workers workers of the node, 1 or more
 * @param megabytes memory that the container may use, in MiB; its heap takes 70 % of it, and half of less than 1 GiB
 * @param env more environment, as {@code GRID_QUORUM}; over what the cluster sets itself
 * @param container the last word about the container, before it starts
 */
public record NodeSetup(
        String image, int workers, int megabytes, Map<String, String> env, Consumer<GenericContainer<?>> container) {
    /** The image {@code workgrid:latest}, two workers, 512 MiB. */
    public static final NodeSetup DEFAULT = new NodeSetup("workgrid:latest", 2, 512, Map.of(), container -> {});

    public NodeSetup {
        if (workers < 1) {
            throw new IllegalArgumentException("workers is " + workers + "; wanted 1 or more");
        }
        env = Map.copyOf(env);
    }

    /** With another image. */
    public NodeSetup withImage(String to) {
        return new NodeSetup(to, workers, megabytes, env, container);
    }

    /** With another number of workers. */
    public NodeSetup withWorkers(int to) {
        return new NodeSetup(image, to, megabytes, env, container);
    }

    /** With another limit of memory, in MiB. */
    public NodeSetup withMegabytes(int to) {
        return new NodeSetup(image, workers, to, env, container);
    }

    /** With one more variable. */
    public NodeSetup withEnv(String name, String value) {
        Map<String, String> more = new TreeMap<>(env);
        more.put(name, value);
        return new NodeSetup(image, workers, megabytes, more, container);
    }

    /** With something more done to the container before it starts, as a mount. */
    public NodeSetup withContainer(Consumer<GenericContainer<?>> more) {
        return new NodeSetup(image, workers, megabytes, env, container.andThen(more));
    }
}
