package io.workgrid.engine.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a job's task comes from, as it is kept in the store. */
public sealed interface JobCode {

    /** How people call it. */
    String label();

    /** The loader of the submitting program's classes. */
    ClassLoader loader();

    /**
     * Code of the submitting program.
     *
     * @param label its class
     * @param task the task in bytes
     * @param loader finds its classes
     */
    record Shipped(String label, byte[] task, ClassLoader loader) implements JobCode {}

    /**
     * A task by name.
     *
     * @param label the name
     * @param args its arguments
     * @param jars where to look first
     * @param loader where to look then
     */
    record Named(String label, Map<String, String> args, List<Path> jars, ClassLoader loader) implements JobCode {
        public Named {
            args = Map.copyOf(args);
            jars = List.copyOf(jars);
        }
    }
}
