package io.workgrid.tasks.process;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One launch with everything it started, wherever that went. Made before the launch, so that there is no moment at which a process
 * lives that nobody knows. Used by the thread that runs the program and by the one that ends this JVM.
 */
final class ProcessTree {
    private final String id;
    private final String nestedIds;
    private volatile @Nullable Process root;
    private volatile boolean launched;

    /** Every process seen so far that is not known to have ended; guarded by this. */
    private final Set<ProcessHandle> seen = new HashSet<>();

    /** Who was asked to end; guarded by this. */
    private final Set<ProcessHandle> asked = new HashSet<>();

    ProcessTree(String id) {
        this.id = id;
        this.nestedIds = id + "/";
    }

    /** The program runs, or with {@code null} could not be started. */
    void launched(@Nullable Process process) {
        root = process;
        launched = true;
    }

    /** Whether a process may appear at any moment. */
    boolean launching() {
        return !launched;
    }

    /** Asks each process to end, once. Returns how many live. */
    synchronized int terminate(ProcessTable table) {
        Set<ProcessHandle> alive = alive(table);
        for (ProcessHandle process : alive) {
            if (asked.add(process)) {
                process.destroy();
            }
        }
        return alive.size();
    }

    /** Kills each process. Returns how many lived. */
    synchronized int kill(ProcessTable table) {
        Set<ProcessHandle> alive = alive(table);
        alive.forEach(ProcessHandle::destroyForcibly);
        return alive.size();
    }

    /** Those that carry the id, the root, those seen before, and all their descendants. */
    private Set<ProcessHandle> alive(ProcessTable table) {
        Set<Long> members = new HashSet<>();
        Process started = root;
        if (started != null && started.isAlive()) {
            members.add(started.pid());
        }
        seen.removeIf(process -> !process.isAlive());
        seen.forEach(process -> members.add(process.pid()));
        for (ProcessTable.Row row : table.rows()) {
            if (row.launchId().equals(id) || row.launchId().startsWith(nestedIds)) {
                members.add(row.pid());
            }
        }
        addDescendants(members, table.rows());
        Set<ProcessHandle> alive = new LinkedHashSet<>();
        for (ProcessTable.Row row : table.rows()) {
            if (members.contains(row.pid())) {
                row.handle().ifPresent(alive::add);
            }
        }
        seen.addAll(alive);
        return alive;
    }

    private static void addDescendants(Set<Long> members, List<ProcessTable.Row> rows) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (ProcessTable.Row row : rows) {
                if (members.contains(row.parent()) && members.add(row.pid())) {
                    grew = true;
                }
            }
        }
    }
}
