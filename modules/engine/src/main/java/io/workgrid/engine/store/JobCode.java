package io.workgrid.engine.store;

import java.util.Map;

/** Where a job's task comes from, as it is kept in the store. */
public sealed interface JobCode {

    /** How people call it. */
    String label();

    /** Where its classes are. */
    Classes classes();

    /** The same code with its classes elsewhere. */
    JobCode with(Classes others);

    /**
     * Code of the submitting program.
     *
     * @param label its class
     * @param task the task in bytes
     * @param classes its classes
     */
    record Shipped(String label, byte[] task, Classes classes) implements JobCode {
        @Override
        public Shipped with(Classes others) {
            return new Shipped(label, task, others);
        }
    }

    /**
     * A task by name.
     *
     * @param label the name
     * @param args its arguments
     * @param classes where to look for it
     */
    record Named(String label, Map<String, String> args, Classes classes) implements JobCode {
        public Named {
            args = Map.copyOf(args);
        }

        @Override
        public Named with(Classes others) {
            return new Named(label, args, others);
        }
    }
}
