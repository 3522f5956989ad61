package io.workgrid.engine.store;

import java.nio.file.Path;
import java.util.List;

/** Where the classes of a job are to be had. */
public sealed interface Classes {

    /**
     * In this process.
     *
     * @param jars where to look first
     * @param loader where to look then
     */
    record Here(List<Path> jars, ClassLoader loader) implements Classes {
        public Here {
            jars = List.copyOf(jars);
        }
    }

    /**
     * In the grid, for every node of it. Looked at first, then at what the node has itself.
     *
     * @param jars by content, in the order of the class path
     */
    record Shared(List<Blob> jars) implements Classes {
        public Shared {
            jars = List.copyOf(jars);
        }
    }

    /**
     * Bytes that the grid keeps once, whoever needs them.
     *
     * @param sha256 of the content, in hex: its name
     * @param label how people call it, as a file name
     * @param bytes how many
     */
    record Blob(String sha256, String label, long bytes) {}
}
