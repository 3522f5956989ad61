package io.workgrid.tasks.command;

import java.io.Serializable;

/**
 * An item with its place in the input, where that is not its index in the job because others were left out before it.
 *
 * @param index place in the input, from 0
 * @param item the item
 */
public record NumberedItem(long index, Object item) implements Serializable {}
