package io.workgrid.testkit;

/** A room of a contract: cases that play on a stage. */
interface Cases {
    Stage stage();
}
