package io.workgrid.cli.node;

import io.workgrid.api.NodeOptions;

/**
 * What {@code node start} is to do.
 *
 * @param node how to join
 * @param http where to answer HTTP
 * @param mustJoin whether to give up where no other node answered
 * @param printAddress whether to print the address to stdout
 * @param printHttpAddress whether to print where HTTP is to be had to stdout
 * @param json whether what the node says is JSON
 */
record StartOptions(
        NodeOptions node,
        HttpSettings http,
        boolean mustJoin,
        boolean printAddress,
        boolean printHttpAddress,
        boolean json) {

    StartOptions withNode(NodeOptions to) {
        return new StartOptions(to, http, mustJoin, printAddress, printHttpAddress, json);
    }
}
