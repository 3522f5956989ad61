package io.workgrid.hazelcast.wire;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.JobId;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.engine.store.Classes;
import io.workgrid.engine.store.JobCode;
import io.workgrid.engine.store.JobRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What everybody in the grid knows of a job. */
final class JobWire {
    private static final Effect[] EFFECTS = Effect.values();
    private static final Halt.When[] WHENS = Halt.When.values();

    private JobWire() {}

    static void write(ObjectDataOutput out, JobRecord job) throws IOException {
        out.writeString(job.id().text());
        code(out, job.code());
        options(out, job.options());
        scope(out, job.scope());
        out.writeBoolean(job.keyed());
        out.writeInt(job.shards().count());
        out.writeLong(job.shards().size());
        out.writeLong(job.shards().items());
        Values.texts(out, job.broadcasts());
        out.writeLong(job.createdMillis());
        Values.texts(out, job.needed());
        out.writeByteArray(job.signature());
    }

    static JobRecord read(ObjectDataInput in) throws IOException {
        return new JobRecord(
                new JobId(Values.text(in)),
                code(in),
                options(in),
                scope(in),
                in.readBoolean(),
                new ShardLayout(in.readInt(), in.readLong(), in.readLong()),
                Values.textMap(in),
                in.readLong(),
                Values.texts(in).stream().map(JobId::new).toList(),
                in.readByteArray());
    }

    private static void code(ObjectDataOutput out, JobCode code) throws IOException {
        out.writeString(code.label());
        if (!(code.classes() instanceof Classes.Shared shared)) {
            throw new IOException("the classes of " + code.label() + " are not in the grid");
        }
        out.writeInt(shared.jars().size());
        for (Classes.Blob jar : shared.jars()) {
            out.writeString(jar.sha256());
            out.writeString(jar.label());
            out.writeLong(jar.bytes());
        }
        if (code instanceof JobCode.Shipped shipped) {
            out.writeByteArray(shipped.task());
        } else {
            out.writeByteArray(null);
            Values.texts(out, ((JobCode.Named) code).args());
        }
    }

    private static JobCode code(ObjectDataInput in) throws IOException {
        String label = Values.text(in);
        List<Classes.Blob> jars = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            jars.add(new Classes.Blob(Values.text(in), Values.text(in), in.readLong()));
        }
        Classes.Shared classes = new Classes.Shared(jars);
        byte[] task = in.readByteArray();
        return task == null
                ? new JobCode.Named(label, Values.textMap(in), classes)
                : new JobCode.Shipped(label, task, classes);
    }

    private static void options(ObjectDataOutput out, JobOptions options) throws IOException {
        out.writeString(options.name());
        Values.texts(out, options.labels());
        out.writeInt(options.chunkSize());
        out.writeInt(options.parallelism());
        retries(out, options.retries());
        Values.duration(out, options.timeout());
        Values.duration(out, options.deadline());
        Values.constant(out, options.effect());
        Values.constant(out, options.halt().when());
        out.writeLong(options.halt().failures());
        out.writeDouble(options.halt().share());
        out.writeInt(options.priority());
        out.writeBoolean(options.dryRun());
    }

    private static JobOptions options(ObjectDataInput in) throws IOException {
        return new JobOptions(
                in.readString(),
                Values.textMap(in),
                in.readInt(),
                in.readInt(),
                retries(in),
                Values.durationOrNull(in),
                Values.durationOrNull(in),
                Values.constant(in, EFFECTS),
                new Halt(Values.constant(in, WHENS), in.readLong(), in.readDouble()),
                in.readInt(),
                in.readBoolean());
    }

    private static void retries(ObjectDataOutput out, RetryPolicy retries) throws IOException {
        out.writeInt(retries.maxRetries());
        out.writeInt(retries.maxLostRetries());
        Values.duration(out, retries.initialBackoff());
        out.writeDouble(retries.factor());
        Values.duration(out, retries.maxBackoff());
        out.writeBoolean(retries.jitter());
        Values.texts(out, retries.notOn());
    }

    private static RetryPolicy retries(ObjectDataInput in) throws IOException {
        return new RetryPolicy(
                in.readInt(),
                in.readInt(),
                Values.duration(in),
                in.readDouble(),
                Values.duration(in),
                in.readBoolean(),
                Values.texts(in));
    }

    private static void scope(ObjectDataOutput out, JobRecord.Scope scope) throws IOException {
        out.writeString(scope.id());
        out.writeByteArray(scope.initializer());
        out.writeByteArray(scope.finalizer());
        out.writeInt(scope.workers());
        out.writeInt(scope.maxItemsPerWorker());
    }

    private static JobRecord.Scope scope(ObjectDataInput in) throws IOException {
        return new JobRecord.Scope(Values.text(in), in.readByteArray(), in.readByteArray(), in.readInt(), in.readInt());
    }
}
