package io.workgrid.engine.worker;

/** Marks a task that never looks at its context: none is made for it. */
public interface ContextFree {}
