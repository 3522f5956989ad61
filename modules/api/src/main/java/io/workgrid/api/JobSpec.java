package io.workgrid.api;

import io.workgrid.api.task.Task;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One submission: a task, its items and how to run it. Immutable; each {@code with} returns a changed copy.
 *
 * <p>Items are read while the job runs, by a thread of the submitting side, a bounded number ahead of the workers: an endless source
 * works and memory stays flat.
 *
 * @param task what is done to each item
 * @param items read once, from start to end
 * @param key the key of an item, or {@code null}: its text is used. Called by the thread that reads the items
 * @param options how to run it
 * @param broadcasts values sent once to each node, by name
 * @param id the job's id, chosen by the caller, so that it is known whatever happens to the call; {@code null}: the grid chooses one
 * @param needs jobs that must all have ended well, every item DONE, before this one takes leases. Its items are taken meanwhile, and its
 *     deadline runs. If one of them ends otherwise, this job ends as CANCELLED and says so. At most {@value #MOST_NEEDS}
 * @param <I> the item
 * @param <O> the result
 */
public record JobSpec<I, O>(
        TaskRef<I, O> task,
        Iterable<? extends I> items,
        @Nullable Function<? super I, String> key,
        JobOptions options,
        Map<String, Object> broadcasts,
        @Nullable JobId id,
        List<JobId> needs) {
    private static final int MOST_NEEDS = 1_000;

    public JobSpec {
        broadcasts = Map.copyOf(broadcasts);
        needs = List.copyOf(new LinkedHashSet<>(needs));
        if (needs.size() > MOST_NEEDS) {
            throw new BadInputException("the job needs " + needs.size() + " jobs; wanted at most " + MOST_NEEDS);
        }
    }

    /** A job whose id the grid chooses, and that waits for no other. */
    public JobSpec(
            TaskRef<I, O> task,
            Iterable<? extends I> items,
            @Nullable Function<? super I, String> key,
            JobOptions options,
            Map<String, Object> broadcasts) {
        this(task, items, key, options, broadcasts, null, List.of());
    }

    /** A job that runs code. */
    public static <I, O> JobSpec<I, O> of(Task<? super I, ? extends O> code, Iterable<? extends I> items) {
        return new JobSpec<>(new TaskRef.Code<>(code), items, null, JobOptions.DEFAULT, Map.of());
    }

    /** A job that runs a task by its name. */
    public static <I> JobSpec<I, Object> named(String taskName, Map<String, String> args, Iterable<? extends I> items) {
        return new JobSpec<>(new TaskRef.Named<>(taskName, args, List.of()), items, null, JobOptions.DEFAULT, Map.of());
    }

    /** With options instead of those before. */
    public JobSpec<I, O> withOptions(JobOptions to) {
        return new JobSpec<>(task, items, key, to, broadcasts, id, needs);
    }

    /** With a key for each item. */
    public JobSpec<I, O> withKey(Function<? super I, String> to) {
        return new JobSpec<>(task, items, to, options, broadcasts, id, needs);
    }

    /** With one more value that each node gets once. The value must be one the grid can send. */
    public JobSpec<I, O> withBroadcast(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(broadcasts);
        more.put(name, value);
        return new JobSpec<>(task, items, key, options, more, id, needs);
    }

    /** With an id; one that is in use is refused at submit. */
    public JobSpec<I, O> withId(@Nullable JobId to) {
        return new JobSpec<>(task, items, key, options, broadcasts, to, needs);
    }

    /** With the jobs it waits for, instead of those before. The grid must know them at submit. */
    public JobSpec<I, O> withNeeds(List<JobId> to) {
        return new JobSpec<>(task, items, key, options, broadcasts, id, to);
    }

    /** How many items there are, or -1 if that is not known before they are read. */
    public long itemCount() {
        return items instanceof Collection<?> known ? known.size() : -1;
    }

    /**
     * Where the code of a job comes from.
     *
     * @param <I> the item
     * @param <O> the result
     */
    public sealed interface TaskRef<I, O> {

        /**
         * Code of the submitting program; it and the classes it needs are sent to the nodes.
         *
         * @param task the code
         */
        record Code<I, O>(Task<? super I, ? extends O> task) implements TaskRef<I, O> {}

        /**
         * A name that a {@link io.workgrid.api.task.TaskProvider} gives, or the name of a class that is a {@link Task}, on the nodes'
         * class path or in one of the jars.
         *
         * @param name the name
         * @param args the task's arguments
         * @param jars jars sent to the nodes
         */
        record Named<I, O>(String name, Map<String, String> args, List<Path> jars) implements TaskRef<I, O> {
            public Named {
                args = Map.copyOf(args);
                jars = List.copyOf(jars);
            }
        }
    }

    /** The items as they will be read; for the engine. */
    public Iterator<? extends I> open() {
        return items.iterator();
    }
}
