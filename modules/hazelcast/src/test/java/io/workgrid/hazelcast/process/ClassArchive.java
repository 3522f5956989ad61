package io.workgrid.hazelcast.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The classes in the jars of the test's class path, read beforehand: a node then starts with half of the CPU time, and the tests start a
 * hundred. Made by the first JVM that wants it and kept in {@code target} for later runs with the same jars and the same JDK; where it cannot
 * be made, or does not fit, all goes on without it. Any thread may use it.
 */
final class ClassArchive {
    private static final long LONGEST_SECONDS = 120;

    private static @Nullable Path made;

    private ClassArchive() {}

    /** A class path in the order that an archive wants: jars before directories, of which it has nothing. */
    static String jarsFirst(String classPath) {
        return part(classPath, ClassArchive::isJar) + File.pathSeparator + part(classPath, entry -> !isJar(entry));
    }

    /**
     * What a JVM of this class path is to be told; may be nothing.
     *
     * @param java the command up to its class path
     */
    static List<String> options(List<String> java, String classPath) {
        Path archive = archive(java, classPath);
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    private static synchronized Path archive(List<String> java, String classPath) {
        Path archive = made;
        if (archive == null) {
            String jars = part(classPath, ClassArchive::isJar);
            int content = List.of(java, Runtime.version(), stamps(jars)).hashCode();
            archive = Path.of("target", "classes-" + Integer.toHexString(content) + ".jsa")
                    .toAbsolutePath();
            if (!Files.exists(archive)) {
                make(archive, java, classPath, jars);
            }
            made = archive;
        }
        return archive;
    }

    private static void make(Path archive, List<String> java, String classPath, String jars) {
        Path mine = Path.of(archive + "." + ProcessHandle.current().pid());
        Path list = Path.of(mine + ".list");
        // a node that ends as soon as it is one, as its input has ended
        List<String> rehearsal =
                new ArrayList<>(List.of("-XX:DumpLoadedClassList=" + list, "-cp", classPath, NodeMain.class.getName()));
        rehearsal.addAll(List.of("name=archive", "workers=1", "cluster=archive", "bind=127.0.0.1"));
        rehearsal.addAll(List.of("port=" + FreePort.next(), "join=", "backups=1", "quorum=0"));
        run(java, rehearsal);
        run(
                java,
                List.of(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + mine,
                        "-cp",
                        jars));
        try {
            Files.deleteIfExists(list);
            if (Files.exists(mine)) {
                Files.move(mine, archive, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> java, List<String> rest) {
        List<String> command = new ArrayList<>(java);
        command.addAll(rest);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isJar(String entry) {
        return entry.endsWith(".jar");
    }

    private static String part(String classPath, Predicate<String> wanted) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Which jars, and since when they are as they are. */
    private static List<String> stamps(String jars) {
        return Arrays.stream(jars.split(File.pathSeparator))
                .map(jar -> jar + " " + new File(jar).lastModified())
                .toList();
    }
}
