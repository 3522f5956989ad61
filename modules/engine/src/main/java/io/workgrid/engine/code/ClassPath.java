package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import io.workgrid.engine.store.Classes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What has to be sent to a node so that it finds every class that this process finds: files by content, in the order in which they are
 * looked at. The JDK is left out, and so is what every node has itself, see {@link Contents}. Any thread may ask; the first one
 * reads and hashes, later ones look whether something has changed.
 */
public final class ClassPath {
    /** Names of a directory that go into its label: module/target/classes. */
    private static final int LABEL_NAMES = 3;

    private final Path scratch;
    private final long lookEveryNanos;
    private final Map<Path, PackedDirectory> packed = new HashMap<>();
    private final Map<ClassLoader, Seen> seen = new WeakHashMap<>();

    /**
     * A file to be sent.
     *
     * @param file it, or a copy of the directory
     * @param blob its name in the grid
     */
    public record Entry(Path file, Classes.Blob blob) {}

    private record Seen(List<Entry> entries, long nanos) {}

    /**
     * A class path that keeps copies of directories.
     *
     * @param scratch a directory for them, which is there
     * @param lookEvery how long what a loader sees is taken to stay as it is
     */
    public ClassPath(Path scratch, Duration lookEvery) {
        this.scratch = scratch;
        lookEveryNanos = lookEvery.toNanos();
    }

    /**
     * The files for these classes; none is there twice.
     *
     * @throws BadInputException if classes cannot be sent, or are too many
     */
    public synchronized List<Entry> files(Classes.Here classes) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Set<Path> visited = new HashSet<>();
        for (Path jar : classes.jars()) {
            if (!Files.exists(jar)) {
                throw new BadInputException("jar " + jar + " does not exist; nothing was submitted");
            }
            visit(jar, visited, entries);
        }
        for (Entry each : seenBy(classes.loader())) {
            entries.putIfAbsent(each.blob().sha256(), each);
        }
        List<Entry> all = List.copyOf(entries.values());
        ShipLimits.all(all);
        return all;
    }

    private List<Entry> seenBy(ClassLoader loader) {
        Seen last = seen.get(loader);
        if (last != null && System.nanoTime() - last.nanos < lookEveryNanos) {
            return last.entries;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        Set<Path> visited = new HashSet<>();
        for (Path place : Places.of(loader)) {
            visit(place, visited, entries);
        }
        List<Entry> all = List.copyOf(entries.values());
        seen.put(loader, new Seen(all, System.nanoTime()));
        return all;
    }

    /** What is not there is passed over, as the JVM does. */
    private void visit(Path place, Set<Path> visited, Map<String, Entry> entries) {
        Path path = place.toAbsolutePath().normalize();
        if (!visited.add(path)) {
            return;
        }
        if (Files.isDirectory(path)) {
            PackedDirectory directory =
                    packed.compute(path, (same, before) -> PackedDirectory.of(path, before, scratch));
            if (directory.jar() != null) {
                long bytes = directory.jar().toFile().length();
                add(directory.jar(), new Classes.Blob(directory.sha256(), label(path), bytes), entries);
            }
        } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
            JarFacts jar = JarFacts.of(path);
            if (jar != null) {
                if (jar.sha256() != null) {
                    String label = String.valueOf(path.getFileName());
                    add(path, new Classes.Blob(jar.sha256(), label, jar.stamp().bytes()), entries);
                }
                jar.classPath().forEach(next -> visit(next, visited, entries));
            }
        }
    }

    private static void add(Path file, Classes.Blob blob, Map<String, Entry> entries) {
        entries.putIfAbsent(blob.sha256(), new Entry(file, blob));
    }

    private static String label(Path directory) {
        List<String> names = new ArrayList<>();
        directory.forEach(name -> names.add(name.toString()));
        return String.join("-", names.subList(Math.max(0, names.size() - LABEL_NAMES), names.size())) + ".jar";
    }
}
