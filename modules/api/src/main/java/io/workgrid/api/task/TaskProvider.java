package io.workgrid.api.task;

/**
 * Gives a task a name. Found by {@link java.util.ServiceLoader} on a node's class path and in shipped jars; needs a public
 * constructor without arguments.
 */
public interface TaskProvider {

    /** The name users write; lower case letters, digits, {@code -} and {@code .}. */
    String name();

    /** One line for {@code grid help tasks}: what an item is and what the result is. */
    String summary();

    /**
     * Makes the task, once for each worker that runs it.
     *
     * @throws IllegalArgumentException if the arguments are wrong; asked for once on the submitting side too, so that a bad argument is
     *     refused before anything runs
     */
    Task<?, ?> create(TaskArgs args);
}
