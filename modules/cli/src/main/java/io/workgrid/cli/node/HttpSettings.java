package io.workgrid.cli.node;

/**
 * Where a node answers HTTP.
 *
 * @param bind the address
 * @param port the port, or {@link #OFF}
 */
record HttpSettings(String bind, int port) {
    static final int DEFAULT_PORT = 8701;

    /** The port of a node that does not answer HTTP. */
    static final int OFF = 0;

    boolean off() {
        return port == OFF;
    }
}
