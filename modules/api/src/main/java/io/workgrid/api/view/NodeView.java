package io.workgrid.api.view;

/**
 * A node at one moment.
 *
 * @param name the node's name, unique in the grid
 * @param workers how many workers it has
 * @param busy how many of them run an item now
 * @param draining whether it takes no more leases and is about to leave
 */
public record NodeView(String name, int workers, int busy, boolean draining) {}
