package io.workgrid.tasks.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The programs that run now. When this JVM is told to end they are ended first: nothing is left behind except by a kill -9 of ours. */
final class LiveTrees {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final LiveTrees ALL = new LiveTrees();

    private final Set<ProcessTree> trees = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    private LiveTrees() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "grid-command-shutdown"));
    }

    /** Before the launch, so that the hook waits for what is just being started. */
    static void add(ProcessTree tree) throws InterruptedException {
        ALL.trees.add(tree);
        if (ALL.closing) {
            ALL.trees.remove(tree);
            throw new InterruptedException("this process is ending; nothing more is started");
        }
    }

    static void remove(ProcessTree tree) {
        ALL.trees.remove(tree);
    }

    private void close() {
        closing = true;
        if (!trees.isEmpty()) {
            TreeKill.end(trees, GRACE, () -> {});
        }
    }
}
