package io.workgrid.api.task;

/**
 * Opens what a worker keeps for itself while it works on a job: a connection, a file. The rule "one connection per process" in one
 * place.
 *
 * @param <T> closed when the job leaves the worker, if it is {@link AutoCloseable}
 */
@FunctionalInterface
public interface WorkerResource<T> {
    /** Opens it; what it throws fails the attempt that asked, and the next one tries again. */
    T open() throws Exception;
}
