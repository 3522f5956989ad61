package io.workgrid.engine.store;

import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.api.RetryPolicy;
import io.workgrid.engine.codec.Out;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs what is to be run, with a secret that the nodes of a grid share: all of a record, whose code and broadcasts are named by the hashes
 * of their bytes. Any thread may use it.
 */
public final class JobSeal {
    private static final String HMAC = "HmacSHA256";
    private static final String FORM = "workgrid job 1";

    private final SecretKeySpec secret;

    /** A seal that those have who know the secret. */
    public JobSeal(byte[] secret) {
        this.secret = new SecretKeySpec(secret, HMAC);
    }

    /** The job, signed. */
    public JobRecord sign(JobRecord job) {
        return job.withSignature(signature(job));
    }

    /** Whether the job is as it was when somebody signed it who has the secret. */
    public boolean fits(JobRecord job) {
        byte[] signature = job.signature();
        return signature != null && MessageDigest.isEqual(signature, signature(job));
    }

    private byte[] signature(JobRecord job) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(canonical(job));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** The same bytes for the same job, and for no other. */
    private static byte[] canonical(JobRecord job) {
        Out out = new Out();
        out.text(FORM);
        out.text(job.id().text());
        code(out, job.code());
        options(out, job.options());
        out.text(job.scope().id());
        bytesOrNull(out, job.scope().initializer());
        bytesOrNull(out, job.scope().finalizer());
        out.number(job.scope().workers());
        out.number(job.scope().maxItemsPerWorker());
        out.u8(job.keyed() ? 1 : 0);
        out.number(job.shards().count());
        out.number(job.shards().size());
        out.number(job.shards().items());
        texts(out, job.broadcasts());
        out.number(job.createdMillis());
        out.count(job.needs().size());
        job.needs().forEach(need -> out.text(need.text()));
        return out.toBytes();
    }

    private static void code(Out out, JobCode code) {
        out.text(code.label());
        if (!(code.classes() instanceof Classes.Shared shared)) {
            throw new IllegalArgumentException("the classes of " + code.label() + " are not in the grid");
        }
        out.count(shared.jars().size());
        for (Classes.Blob jar : shared.jars()) {
            out.text(jar.sha256());
            out.text(jar.label());
            out.number(jar.bytes());
        }
        if (code instanceof JobCode.Shipped shipped) {
            out.u8(1);
            out.bytes(shipped.task());
        } else {
            out.u8(2);
            texts(out, ((JobCode.Named) code).args());
        }
    }

    private static void options(Out out, JobOptions options) {
        textOrNull(out, options.name());
        texts(out, options.labels());
        out.number(options.chunkSize());
        out.number(options.parallelism());
        retries(out, options.retries());
        durationOrNull(out, options.timeout());
        durationOrNull(out, options.deadline());
        out.text(options.effect().name());
        halt(out, options.halt());
        out.number(options.priority());
        out.u8(options.dryRun() ? 1 : 0);
    }

    private static void retries(Out out, RetryPolicy retries) {
        out.number(retries.maxRetries());
        out.number(retries.maxLostRetries());
        durationOrNull(out, retries.initialBackoff());
        out.i64(Double.doubleToLongBits(retries.factor()));
        durationOrNull(out, retries.maxBackoff());
        out.u8(retries.jitter() ? 1 : 0);
        out.count(retries.notOn().size());
        retries.notOn().forEach(out::text);
    }

    private static void halt(Out out, Halt halt) {
        out.text(halt.when().name());
        out.number(halt.failures());
        out.i64(Double.doubleToLongBits(halt.share()));
    }

    private static void durationOrNull(Out out, @Nullable Duration duration) {
        out.u8(duration == null ? 0 : 1);
        if (duration != null) {
            out.number(duration.getSeconds());
            out.number(duration.getNano());
        }
    }

    private static void textOrNull(Out out, @Nullable String text) {
        out.u8(text == null ? 0 : 1);
        if (text != null) {
            out.text(text);
        }
    }

    private static void bytesOrNull(Out out, byte @Nullable [] bytes) {
        out.u8(bytes == null ? 0 : 1);
        if (bytes != null) {
            out.bytes(bytes);
        }
    }

    private static void texts(Out out, Map<String, String> texts) {
        out.count(texts.size());
        new TreeMap<>(texts).forEach((key, value) -> {
            out.text(key);
            out.text(value);
        });
    }
}
