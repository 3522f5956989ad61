package io.workgrid.engine.client;

/**
 * Items that somebody sends, nobody knows how many. They are given to the grid as fast as it has room for them, as those of a collection
 * are: whoever sends them wants to be rid of them.
 *
 * @param <I> the item
 */
public interface Inflow<I> extends Iterable<I> {}
