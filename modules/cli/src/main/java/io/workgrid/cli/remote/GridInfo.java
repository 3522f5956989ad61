package io.workgrid.cli.remote;

/**
 * What a grid says of itself.
 *
 * @param name its name
 * @param node the node that answered
 * @param nodes how many there are
 * @param workers of all of them
 */
public record GridInfo(String name, String node, String version, int nodes, int workers) {

    /** {@code grid dev (4 nodes, 32 workers)}. */
    @Override
    public String toString() {
        return "grid " + name + " (" + nodes + (nodes == 1 ? " node, " : " nodes, ") + workers
                + (workers == 1 ? " worker)" : " workers)");
    }
}
