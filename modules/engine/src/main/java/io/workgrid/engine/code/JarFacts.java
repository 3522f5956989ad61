package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a jar; read once per file and process, as long as the file stays as it is. Any thread may ask.
 *
 * @param sha256 of its content; {@code null} if there is nothing in it to ship
 * @param classPath what its manifest names, in order
 */
record JarFacts(Stamp stamp, @Nullable String sha256, List<Path> classPath) {
    /** Facts about files of this process's machine; whoever opens a grid, they are the same. */
    private static final Map<Path, JarFacts> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 10_000;

    /** The facts; {@code null} if it is no jar, which the JVM passes over in silence. */
    static @Nullable JarFacts of(Path jar) {
        try {
            Stamp stamp = Stamp.of(jar);
            JarFacts known = KNOWN.get(jar);
            if (known != null && known.stamp.equals(stamp)) {
                return known;
            }
            JarFacts facts = read(jar, stamp);
            if (facts != null) {
                if (KNOWN.size() >= MOST_KNOWN) {
                    KNOWN.clear();
                }
                KNOWN.put(jar, facts);
            }
            return facts;
        } catch (IOException e) {
            throw new BadInputException(
                    "jar " + jar + " of the class path cannot be read: " + e + "; nothing was submitted", e);
        }
    }

    private static @Nullable JarFacts read(Path jar, Stamp stamp) throws IOException {
        Contents contents = new Contents();
        List<Path> classPath;
        try (JarFile zip = new JarFile(jar.toFile(), false)) {
            zip.stream().forEach(entry -> contents.add(entry.getName()));
            classPath = classPath(jar, zip.getManifest());
        } catch (IOException e) {
            return null;
        }
        if (contents.toShip()) {
            ShipLimits.one(jar, stamp.bytes());
        }
        return new JarFacts(stamp, contents.toShip() ? Sha256.of(jar) : null, classPath);
    }

    private static List<Path> classPath(Path jar, @Nullable Manifest manifest) {
        String line = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        List<Path> places = new ArrayList<>();
        for (String each : line == null ? new String[0] : line.split(" ")) {
            if (!each.isEmpty()) {
                Path place = place(jar, each);
                if (place != null) {
                    places.add(place);
                }
            }
        }
        return List.copyOf(places);
    }

    /** Relative to the jar; what is no place of this machine is passed over, as the JVM does. */
    private static @Nullable Path place(Path jar, String relative) {
        try {
            URI place = jar.toUri().resolve(relative);
            return "file".equals(place.getScheme()) ? Path.of(place) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
