package io.workgrid.api.task;

import java.io.Serializable;

/** Code that runs once on a worker, before its first item of a pool or after its last. */
@FunctionalInterface
public interface WorkerHook extends Serializable {
    /** Runs on the worker's own thread. */
    void run() throws Exception;
}
