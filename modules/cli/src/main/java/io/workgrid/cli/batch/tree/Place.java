package io.workgrid.cli.batch.tree;

/**
 * Where a key or value starts.
 *
 * @param line from 1
 * @param column in code points from 1
 */
public record Place(int line, int column) {}
