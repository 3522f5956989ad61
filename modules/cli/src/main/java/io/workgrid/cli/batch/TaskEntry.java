package io.workgrid.cli.batch;

import io.workgrid.cli.batch.tree.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task of a job.
 *
 * @param kind what it is
 * @param name the task's name or class
 * @param command the program and its arguments; empty for a command that was written as one line, then it is the argument {@code command}
 * @param shell whether the command is for a shell
 * @param jar where the class is; of java only
 * @param args arguments of the task
 * @param place where it says what it is
 * @param jarPlace where it says the jar
 */
record TaskEntry(
        Kind kind,
        String name,
        List<String> command,
        boolean shell,
        @Nullable Path jar,
        Map<String, String> args,
        Place place,
        Place jarPlace) {

    /** What a task can be. */
    enum Kind {
        NAMED,
        COMMAND,
        JAVA
    }

    TaskEntry {
        command = List.copyOf(command);
        args = Map.copyOf(args);
    }
}
