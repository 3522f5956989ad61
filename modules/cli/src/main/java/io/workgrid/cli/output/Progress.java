package io.workgrid.cli.output;

/** Shows how a job goes on, on stderr. For one thread, but for {@link #end}. */
interface Progress {
    /** Shows a look, if it is time to. */
    void show(Look look);

    /** Nothing more will be shown: takes away what does not stay. */
    default void end() {}
}
