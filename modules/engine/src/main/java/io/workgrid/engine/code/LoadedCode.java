package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.codec.JavaSerial;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A job's code on this node: makes a task for each worker, and reads the job's items. Any thread may use it. Closing it closes the
 * jars that no other job needs.
 */
public final class LoadedCode implements AutoCloseable {
    private final JobCode code;
    private final ClassLoader loader;
    /** The loader may be that of other jobs too, as of one whose task submitted this one. */
    private final Runnable left;

    private final Supplier<Runnable> lasting;
    private final Codec codec;

    /**
     * Code that was loaded.
     *
     * @param left called when the job is through with it
     * @param lasting see {@link #use}
     */
    LoadedCode(JobCode code, ClassLoader loader, Runnable left, Supplier<Runnable> lasting) {
        this.left = left;
        this.lasting = lasting;
        this.code = code;
        this.loader = loader;
        codec = new Codec(loader);
    }

    private static LoadedCode own(JobCode code, JarLoader loader) {
        return new LoadedCode(
                code,
                loader,
                () -> {
                    try {
                        loader.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                () -> () -> {});
    }

    private static LoadedCode lent(JobCode code, ClassLoader loader) {
        return new LoadedCode(code, loader, () -> {}, () -> () -> {});
    }

    /**
     * Opens the jars, if there are any.
     *
     * @param files makes a local copy of what the grid keeps
     * @throws BadInputException if one is not to be had
     */
    public static LoadedCode open(JobCode code, Function<Classes.Blob, Path> files) {
        if (code.classes() instanceof Classes.Here here) {
            return here.jars().isEmpty()
                    ? lent(code, here.loader())
                    : own(code, JarLoader.open(here.jars(), here.loader(), false));
        }
        Classes.Shared shared = (Classes.Shared) code.classes();
        return shared.jars().isEmpty() ? lent(code, LoadedCode.class.getClassLoader()) : own(code, jars(shared, files));
    }

    /** Classes of jars that the grid keeps, and behind them the node's own. */
    static JarLoader jars(Classes.Shared shared, Function<Classes.Blob, Path> files) {
        return JarLoader.open(shared.jars().stream().map(files).toList(), LoadedCode.class.getClassLoader(), true);
    }

    /** Reads and writes values of the job's classes. */
    public Codec codec() {
        return codec;
    }

    /** Finds the job's classes. */
    public ClassLoader loader() {
        return loader;
    }

    /** A worker keeps something of these classes beyond the job, for its pool; what is returned is to be run when it does not any more. */
    public Runnable use() {
        return lasting.get();
    }

    /** Reads code of the job's classes back. */
    public Object read(byte[] bytes) {
        return new JavaSerial(loader).read(bytes);
    }

    /**
     * A task of its own for a worker.
     *
     * @throws BadInputException if there is none of that name, or it refuses its arguments
     */
    @SuppressWarnings("unchecked") // what the items are is between the user's items and the user's task
    public Task<Object, Object> newTask() {
        if (code instanceof JobCode.Shipped shipped) {
            try {
                return (Task<Object, Object>) read(shipped.task());
            } catch (CodecException e) {
                throw new BadInputException("the task's code cannot be read back: " + e.getMessage(), e);
            }
        }
        JobCode.Named named = (JobCode.Named) code;
        return (Task<Object, Object>)
                new TaskNames(loader).create(named.label(), new TaskArgs(named.args()), jars(named));
    }

    private static String jars(JobCode.Named named) {
        List<?> jars = named.classes() instanceof Classes.Here here
                ? here.jars()
                : ((Classes.Shared) named.classes())
                        .jars().stream().map(Classes.Blob::label).toList();
        return jars.isEmpty() ? "" : " in " + jars;
    }

    /** The arguments of a named task. */
    public Map<String, String> args() {
        return code instanceof JobCode.Named named ? named.args() : Map.of();
    }

    /**
     * Classes of jars that somebody sent to this node, and behind them the node's own. A job that is submitted by its task's name while this
     * is the thread's context class loader takes along the jars, and nothing of the node.
     */
    public static ClassLoader sent(List<Path> jars) {
        return JarLoader.open(jars, LoadedCode.class.getClassLoader(), true);
    }

    /** The tasks that have a name here. */
    public static List<TaskProvider> known() {
        return new TaskNames(LoadedCode.class.getClassLoader()).all();
    }

    @Override
    public void close() {
        left.run();
    }
}
