package io.workgrid.hazelcast.wire;

/**
 * The form of all that nodes and programs send to each other and keep in the grid's maps. Where it is the same, versions mix, as while nodes
 * are replaced one by one; where it is not, a node does not join and a program does not connect, and both say why.
 */
public final class WireVersion {
    /** Raised by whoever changes what travels: the forms of this package, the requests of the store, what core and engine turn into bytes. */
    public static final String NOW = "1";

    private WireVersion() {}
}
