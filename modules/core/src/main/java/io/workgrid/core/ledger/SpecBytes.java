package io.workgrid.core.ledger;

import io.workgrid.api.Effect;
import io.workgrid.api.Halt;
import io.workgrid.api.RetryPolicy;
import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A ledger's spec to bytes and back. */
final class SpecBytes {
    private SpecBytes() {}

    static void write(LedgerSpec spec, ByteSink sink) {
        sink.number(spec.first());
        sink.signed(spec.end());
        sink.text(spec.effect().name());
        policy(spec.retries(), sink);
        sink.number(spec.chunkSize());
        sink.number(spec.parallelism());
        sink.text(spec.halt().when().name());
        sink.number(spec.halt().failures());
        sink.number(Double.doubleToLongBits(spec.halt().share()));
        sink.number(spec.deadlineMillis());
        sink.signed(spec.seed());
        sink.number(spec.expectedEnd());
        sink.signed(spec.priority());
        sink.text(spec.waits());
    }

    private static void policy(RetryPolicy policy, ByteSink sink) {
        sink.number(policy.maxRetries());
        sink.number(policy.maxLostRetries());
        duration(policy.initialBackoff(), sink);
        sink.number(Double.doubleToLongBits(policy.factor()));
        duration(policy.maxBackoff(), sink);
        sink.flag(policy.jitter());
        sink.number(policy.notOn().size());
        policy.notOn().forEach(sink::text);
    }

    private static void duration(Duration duration, ByteSink sink) {
        sink.number(duration.getSeconds());
        sink.number(duration.getNano());
    }

    static LedgerSpec read(ByteSource source) {
        return new LedgerSpec(
                source.number(),
                source.signed(),
                source.constant(Effect.class),
                policy(source),
                source.count(),
                source.count(),
                new Halt(source.constant(Halt.When.class), source.number(), Double.longBitsToDouble(source.number())),
                source.number(),
                source.signed(),
                source.number(),
                Math.toIntExact(source.signed()),
                source.textOrNull());
    }

    private static RetryPolicy policy(ByteSource source) {
        return new RetryPolicy(
                source.count(),
                source.count(),
                duration(source),
                Double.longBitsToDouble(source.number()),
                duration(source),
                source.flag(),
                texts(source));
    }

    private static Duration duration(ByteSource source) {
        return Duration.ofSeconds(source.number(), source.number());
    }

    private static List<String> texts(ByteSource source) {
        List<String> texts = new ArrayList<>();
        for (int left = source.count(); left > 0; left--) {
            texts.add(source.text());
        }
        return texts;
    }
}
