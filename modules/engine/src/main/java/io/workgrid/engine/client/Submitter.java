package io.workgrid.engine.client;

import io.workgrid.api.BadInputException;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.WorkerHook;
import io.workgrid.api.view.JobPhase;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Reply;
import io.workgrid.core.limit.LookAhead;
import io.workgrid.engine.code.LoadedCode;
import io.workgrid.engine.code.Sha256;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.codec.CodecException;
import io.workgrid.engine.codec.JavaSerial;
import io.workgrid.engine.codec.Out;
import io.workgrid.engine.page.ItemPage;
import io.workgrid.engine.shared.SharedScope;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns a spec into a job in the store, and has its items read. Any thread may use it. */
final class Submitter {
    private static final int ID_CHARACTERS = 8; // more than a million million: a grid keeps a hundred thousand
    private static final String ID_ALPHABET = "0123456789abcdefghijkmnpqrstuvwxyz";

    private final GridStore store;
    private final Threads threads;
    private final SharedScope shared;

    Submitter(GridStore store, Threads threads, SharedScope shared) {
        this.store = store;
        this.threads = threads;
        this.shared = shared;
    }

    /** Reads results, in which there may be handles of shared objects. */
    Codec results(ClassLoader loader) {
        return shared.codec(loader);
    }

    /**
     * Starts a job.
     *
     * @param scope the pool it is of; {@code null}: none
     */
    <I, O> Handle<O> submit(JobSpec<I, O> spec, JobRecord.@Nullable Scope scope) {
        JobId given = spec.id();
        JobId id = given == null ? newId() : given;
        checkNeeds(spec.needs());
        JobCode code = code(spec.task());
        Classes.Here here = (Classes.Here) code.classes();
        check(code);
        Map<String, byte[]> broadcasts = broadcasts(spec);
        JobRecord job = new JobRecord(
                id,
                code.with(store.share(here)),
                spec.options(),
                scope == null ? ownScope(id) : scope,
                spec.key() != null,
                ShardLayout.of(spec.itemCount(), spec.options()),
                hashes(broadcasts),
                System.currentTimeMillis(),
                spec.needs(),
                null);
        store.create(job, broadcasts);
        // a pool's caller waits for the results anyway, and an input without an end never is all there
        boolean inAdvance = scope == null && (spec.itemCount() >= 0 || spec.items() instanceof Inflow);
        long mostBytes = inAdvance ? store.inputBytes() : LookAhead.MOST_BYTES;
        Feeder<I> feeder = new Feeder<>(store, job, spec, new Codec(here.loader()), mostBytes);
        boolean few = spec.itemCount() >= 0 && spec.itemCount() < LookAhead.LEAST_ITEMS;
        if (!few || !feeder.begin()) {
            threads.start(() -> feeder.run(threads.timer()));
        }
        return new Handle<>(store, this, job, here::loader, feeder);
    }

    /** A job like one that was there, with these pages. */
    <O> Handle<O> again(JobRecord like, Supplier<ClassLoader> loader, List<ItemPage> pages) {
        JobId id = newId();
        long items = pages.get(pages.size() - 1).end();
        Map<String, byte[]> broadcasts = new LinkedHashMap<>();
        for (String name : like.broadcasts().keySet()) {
            byte[] bytes = store.broadcast(like.id(), name);
            if (bytes != null) {
                broadcasts.put(name, bytes);
            }
        }
        JobRecord job = new JobRecord(
                id,
                like.code(),
                like.options().withLabels(goesOn(like)),
                ownScope(id),
                like.keyed(),
                ShardLayout.of(items, like.options()),
                hashes(broadcasts),
                System.currentTimeMillis());
        store.create(job, broadcasts);
        try {
            pages.forEach(page -> store.append(id, page));
            store.seal(id);
        } catch (RuntimeException e) {
            store.stop(id, Reply.Stop.NOW, JobPhase.FAILED, "its items could not be given: " + e.getMessage());
            throw e;
        }
        return new Handle<>(store, this, job, loader, null);
    }

    private static Map<String, String> goesOn(JobRecord like) {
        Map<String, String> labels = new LinkedHashMap<>(like.options().labels());
        labels.put(JobRecord.GOES_ON_FROM, like.id().text());
        return labels;
    }

    private static JobRecord.Scope ownScope(JobId id) {
        return new JobRecord.Scope(id.text(), null, null, 0, 0);
    }

    /** Without this a wrong name would look like a job that is no longer kept. */
    private void checkNeeds(List<JobId> needs) {
        for (JobId need : needs) {
            try {
                store.record(need);
            } catch (NoSuchJobException e) {
                throw new BadInputException(
                        "needs job " + need + ", which this grid does not know; nothing was submitted", e);
            }
        }
    }

    private static JobId newId() {
        StringBuilder id = new StringBuilder("j-");
        for (int n = 0; n < ID_CHARACTERS; n++) {
            id.append(ID_ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ID_ALPHABET.length())));
        }
        return new JobId(id.toString());
    }

    private static JobCode code(JobSpec.TaskRef<?, ?> task) {
        if (task instanceof JobSpec.TaskRef.Code<?, ?> code) {
            return shipped(code.task());
        }
        JobSpec.TaskRef.Named<?, ?> named = (JobSpec.TaskRef.Named<?, ?>) task;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new JobCode.Named(
                named.name(),
                named.args(),
                new Classes.Here(named.jars(), context == null ? Submitter.class.getClassLoader() : context));
    }

    private static JobCode shipped(Task<?, ?> task) {
        Object code = task instanceof Adapters.Wrapper wrapper ? wrapper.wrapped() : task;
        ClassLoader loader = code.getClass().getClassLoader();
        ClassLoader known = loader == null ? Submitter.class.getClassLoader() : loader;
        return new JobCode.Shipped(
                label(code.getClass()), sendable("the task", task, known), new Classes.Here(List.of(), known));
    }

    /** A class as people know it: a lambda by the class it stands in. */
    private static String label(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        String plain = lambda < 0 ? name : name.substring(0, lambda);
        return plain.substring(plain.lastIndexOf('.') + 1) + (lambda < 0 ? "" : " lambda");
    }

    /** Code in bytes. */
    static byte[] sendable(String what, Object code, ClassLoader loader) {
        try {
            return new JavaSerial(loader).write(code);
        } catch (CodecException e) {
            throw new BadInputException(
                    what + " cannot be sent to the workers: " + e.getMessage()
                            + "; keep it out of the lambda, or make it Serializable; nothing was submitted",
                    e);
        }
    }

    /** The hooks of a pool in bytes. */
    static JobRecord.Scope scope(
            String id, @Nullable WorkerHook initializer, @Nullable WorkerHook finalizer, int workers, int maxItems) {
        return new JobRecord.Scope(
                id, hook("the initializer", initializer), hook("the finalizer", finalizer), workers, maxItems);
    }

    private static byte @Nullable [] hook(String what, @Nullable WorkerHook hook) {
        return hook == null ? null : sendable(what, hook, Submitter.class.getClassLoader());
    }

    /** A wrong name, argument or jar is found here, not on a node. */
    private void check(JobCode code) {
        if (code instanceof JobCode.Named) {
            try (LoadedCode loaded = LoadedCode.open(code, store::file)) {
                loaded.newTask();
            }
        }
    }

    private static Map<String, String> hashes(Map<String, byte[]> broadcasts) {
        Map<String, String> hashes = new LinkedHashMap<>();
        broadcasts.forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
        return hashes;
    }

    private static Map<String, byte[]> broadcasts(JobSpec<?, ?> spec) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        Codec codec = new Codec(Submitter.class.getClassLoader());
        spec.broadcasts().forEach((name, value) -> {
            Out out = new Out();
            try {
                codec.write(out, value);
            } catch (CodecException e) {
                throw new BadInputException(
                        "broadcast \"" + name + "\" cannot be sent: " + e.getMessage() + "; nothing was submitted", e);
            }
            bytes.put(name, out.toBytes());
        });
        return bytes;
    }
}
