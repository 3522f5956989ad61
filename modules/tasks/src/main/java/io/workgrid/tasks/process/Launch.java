package io.workgrid.tasks.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be run.
 *
 * @param argv the program, looked up in the {@code PATH} of this process, and its arguments
 * @param env variables besides those of this process
 * @param label begins the launch's id; letters, digits, {@code -} and {@code .}
 * @param keepBytes how much is kept of stdout, and of stderr: the first so many bytes
 * @param killGrace how long the processes may take to end between TERM and KILL
 */
public record Launch(List<String> argv, Map<String, String> env, String label, int keepBytes, Duration killGrace) {
    public Launch {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
    }
}
