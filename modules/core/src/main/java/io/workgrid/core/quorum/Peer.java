package io.workgrid.core.quorum;

/**
 * A node as the others see it.
 *
 * @param id unlike that of every other node that ever was
 * @param address host and port; no two live processes have the same
 */
public record Peer(String id, String address) {}
