package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cell knows of its callers: the answers that may be asked for again, and which sessions are over. */
final class Sessions {
    /** The most calls of one session of which the answer is not known to have arrived. */
    static final int MOST_OPEN = 4_096;
    /** The most sessions that are remembered as lost; of the oldest nothing is on its way any more. */
    static final int MOST_LOST = 1_000;

    private final Map<String, Calls> live = new LinkedHashMap<>();
    private final Set<String> lost = new LinkedHashSet<>();

    /** The calls of one session. */
    private static final class Calls {
        private Settled settled = Settled.NOTHING;
        private final TreeMap<Long, Answer> answers = new TreeMap<>();

        void settle(Settled now) {
            if (now.below() >= settled.below()) {
                settled = now;
                answers.headMap(now.below()).keySet().removeIf(now::contains);
            }
        }
    }

    boolean lost(String session) {
        return lost.contains(session);
    }

    /** The sessions that took part. */
    Set<String> names() {
        return live.keySet();
    }

    /** Answers up to what is settled are not asked for again. */
    void settle(String session, Settled settled) {
        calls(session).settle(settled);
    }

    private Calls calls(String session) {
        return live.computeIfAbsent(session, absent -> new Calls());
    }

    /** The answer that was given, or {@code null}. */
    @Nullable
    Answer answer(String session, long seq) {
        Calls calls = live.get(session);
        return calls == null ? null : calls.answers.get(seq);
    }

    /** Whether the answer has arrived, so that the call is a late echo. */
    boolean settled(String session, long seq) {
        Calls calls = live.get(session);
        return calls != null && calls.settled.contains(seq);
    }

    /** Whether the session has no room for one more answer. */
    boolean full(String session) {
        Calls calls = live.get(session);
        return calls != null && calls.answers.size() >= MOST_OPEN;
    }

    void answered(String session, long seq, Answer answer) {
        if (!lost.contains(session)) {
            calls(session).answers.put(seq, answer.withoutWakes());
        }
    }

    /** They are over; those of them that took part. */
    Set<String> end(Collection<String> sessions) {
        Set<String> ended = new HashSet<>(sessions);
        ended.retainAll(live.keySet());
        for (String session : ended) {
            live.remove(session);
            lost.add(session);
        }
        while (lost.size() > MOST_LOST) {
            lost.remove(lost.iterator().next());
        }
        return ended;
    }

    void write(ByteSink sink) {
        sink.number(lost.size());
        lost.forEach(sink::text);
        sink.number(live.size());
        live.forEach((name, calls) -> {
            sink.text(name);
            calls.settled.write(sink);
            sink.number(calls.answers.size());
            calls.answers.forEach((seq, answer) -> {
                sink.number(seq);
                answer.write(sink);
            });
        });
    }

    void read(ByteSource source) {
        int losses = source.count();
        for (int n = 0; n < losses; n++) {
            lost.add(source.text());
        }
        int count = source.count();
        for (int n = 0; n < count; n++) {
            Calls calls = calls(source.text());
            calls.settled = Settled.read(source);
            int answers = source.count();
            for (int m = 0; m < answers; m++) {
                calls.answers.put(source.number(), Answer.read(source));
            }
        }
    }
}
