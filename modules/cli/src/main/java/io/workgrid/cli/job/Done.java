package io.workgrid.cli.job;

/** What earlier runs have done, by content. For one thread at a time. */
interface Done {

    /** Whether an item was done; each time that it was done counts once. */
    boolean take(Object item);

    /** Whether what is left is told by its place in the input, and not by its index in the new job. */
    boolean keepsPlaces();
}
