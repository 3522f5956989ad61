package io.workgrid.hazelcast.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that a test started, with the test's class path and the same openings of the JDK. All it prints goes to a file. It ends with the
 * test's JVM, as its input ends then. For one thread.
 */
public class JavaProcess implements AutoCloseable {
    /** Longer than a JVM takes to do anything on a machine that is busy with other builds. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final Process process;
    private final Path log;

    /**
     * Starts it.
     *
     * @param before what goes before {@code java}, as a command that runs it elsewhere
     * @param classPath its class path
     */
    protected JavaProcess(
            String name, Path log, List<String> before, String classPath, Class<?> main, List<String> args) {
        this.name = name;
        this.log = log;
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(arg -> arg.startsWith("--add-"))
                .forEach(java::add);
        // a crowd of small JVMs on few cores: the second compiler would cost more than it gives here
        java.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        List<String> command = new ArrayList<>(before);
        command.addAll(java);
        if (classPath.equals(classPath())) {
            command.addAll(ClassArchive.options(java, classPath));
        }
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        try {
            Files.createDirectories(log.getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Logs.opened(log);
    }

    /** The class path of this JVM. */
    public static String classPath() {
        return ClassArchive.jarsFirst(
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }

    /** What it is called in the test. */
    public final String name() {
        return name;
    }

    private long pid() {
        return process.pid();
    }

    /** Whether it runs; a frozen one does. */
    public final boolean alive() {
        return process.isAlive();
    }

    /** What it has said so far that begins with a word, without the word. */
    public final List<String> said(String word) {
        String prefix = Out.MARK + word + " ";
        try {
            // the last line may be half written
            String text = Files.readString(log, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said something that begins with a word; returns the last of it. */
    public final String awaitSaid(String word) {
        Wait.until(
                name + " says \"" + word + "\", see " + log,
                PATIENCE,
                () -> !said(word).isEmpty() || !process.isAlive());
        List<String> all = said(word);
        if (all.isEmpty()) {
            throw new AssertionError(name + " ended with " + process.exitValue() + " before it said \"" + word + "\"\n"
                    + Logs.tail(log, 0));
        }
        return all.get(all.size() - 1);
    }

    /** Writes a line to its input. */
    protected final void tell(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen", e);
        }
    }

    /** {@code kill -9}; returns when it is gone. */
    public final void kill() {
        beginKill();
        awaitEnd();
    }

    /** {@code kill -9}, not waiting until it is gone. One that has ended is left alone: its id may be another's by now. */
    final void beginKill() {
        process.toHandle().destroyForcibly();
    }

    /** {@code kill}: asks it to end. */
    public final void terminate() {
        process.toHandle()
                .destroy(); // the process would lose its input too, and with it the end that it is to drain for
    }

    /** Prints to its log what its threads do. */
    public final void printThreads() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended, also when interrupted; returns its exit code. */
    public final int awaitEnd() {
        try {
            return process.onExit()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .exitValue();
        } catch (CompletionException e) {
            throw new AssertionError(name + " has not ended\n" + Logs.tail(log, 0), e);
        }
    }

    /** {@code kill -STOP}: from now on it does nothing and says nothing, while its connections stay open. */
    public final Frozen freeze() {
        return new Frozen(pid());
    }

    @Override
    public void close() {
        kill();
    }
}
