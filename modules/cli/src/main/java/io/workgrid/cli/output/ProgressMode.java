package io.workgrid.cli.output;

/** How progress is shown on stderr ({@code --progress}). */
public enum ProgressMode {
    /** Live on a terminal, else plain. */
    AUTO,
    /** A block that is redrawn in place. */
    TTY,
    /** A line now and then. */
    PLAIN,
    /** A JSON object per line. */
    JSON,
    /** Nothing. */
    NONE
}
