package io.workgrid.server;

/**
 * Where a node answers HTTP.
 *
 * @param bind the address to listen on
 * @param port the port; if it is taken, one of the next hundred; 0: any
 */
public record ServerOptions(String bind, int port) {}
