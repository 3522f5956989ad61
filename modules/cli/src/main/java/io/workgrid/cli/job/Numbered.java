package io.workgrid.cli.job;

import java.io.Serializable;

/**
 * An item with its place in the input, where that is not its index in the job because others were left out before it.
 *
 * @param index place in the input, from 0
 * @param item the item
 */
record Numbered(long index, Object item) implements Serializable {}
