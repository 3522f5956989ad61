package io.workgrid.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shared objects, done one thing after the other. A call without an answer takes effect as it would with one. */
public final class Models {
    private Models() {}

    /**
     * What a counter is asked: add {@code amount}, or if {@code expected} is given, set to {@code amount} if it is that. An add is answered with the new value,
     * a compare-and-set with 1 or 0; an add of 0 is a get.
     */
    public record CounterCall(long amount, @Nullable Long expected) {}

    /** What a lock is asked: to be taken, or released. Taking it is answered with whether it was; releasing with true. */
    public enum LockCall {
        TAKE,
        RELEASE
    }

    /** What a queue is asked: to put an element, or to give the first one ({@code null}), answered with it, or with -1 if there is none; a put is answered with 0. */
    public record QueueCall(@Nullable Integer put) {}

    /** What a dict is asked of one key: its value, or to replace {@code expected} by {@code value}. Answered with the value, 0 if there is none, or with 1 or 0. */
    public record DictCall(String key, int expected, int value, boolean replaces) {
        /** Asks for the value. */
        public static DictCall get(String key) {
            return new DictCall(key, 0, 0, false);
        }

        /** Compares and sets; an expected 0 stands for no value. */
        public static DictCall replace(String key, int expected, int value) {
            return new DictCall(key, expected, value, true);
        }
    }

    /** A counter, 0 at first. */
    public static Model<Long, CounterCall, Long> counter() {
        return new Model<>() {
            @Override
            public Long initial() {
                return 0L;
            }

            @Override
            public @Nullable Long after(Long value, Operation<CounterCall, Long> call) {
                CounterCall input = call.input();
                Long expected = input.expected();
                boolean sets = expected != null && expected.equals(value);
                long next = expected == null ? value + input.amount() : sets ? input.amount() : value;
                long answer = expected == null ? next : sets ? 1 : 0;
                return agrees(call, answer) ? next : null;
            }
        };
    }

    /** A lock; its state is who holds it, or -1. Taking it fails only while somebody holds it. */
    public static Model<Integer, LockCall, Boolean> lock() {
        return new Model<>() {
            @Override
            public Integer initial() {
                return -1;
            }

            @Override
            public @Nullable Integer after(Integer holder, Operation<LockCall, Boolean> call) {
                if (call.input() == LockCall.RELEASE) {
                    return holder == call.caller() && agrees(call, true) ? -1 : null;
                }
                boolean free = holder == -1;
                return agrees(call, free) ? (free ? call.caller() : holder) : null;
            }
        };
    }

    /** A queue, first in first out. */
    public static Model<List<Integer>, QueueCall, Integer> queue() {
        return new Model<>() {
            @Override
            public List<Integer> initial() {
                return List.of();
            }

            @Override
            public @Nullable List<Integer> after(List<Integer> waiting, Operation<QueueCall, Integer> call) {
                Integer put = call.input().put();
                if (put != null) {
                    List<Integer> more = new ArrayList<>(waiting);
                    more.add(put);
                    return agrees(call, 0) ? more : null;
                }
                if (waiting.isEmpty()) {
                    return agrees(call, -1) ? waiting : null;
                }
                return agrees(call, waiting.get(0)) ? waiting.subList(1, waiting.size()) : null;
            }
        };
    }

    /** A dict with compare-and-set, empty at first. */
    public static Model<Map<String, Integer>, DictCall, Integer> dict() {
        return new Model<>() {
            @Override
            public Map<String, Integer> initial() {
                return Map.of();
            }

            @Override
            public @Nullable Map<String, Integer> after(Map<String, Integer> dict, Operation<DictCall, Integer> call) {
                DictCall input = call.input();
                int value = dict.getOrDefault(input.key(), 0);
                if (!input.replaces()) {
                    return agrees(call, value) ? dict : null;
                }
                if (value != input.expected()) {
                    return agrees(call, 0) ? dict : null;
                }
                Map<String, Integer> next = new TreeMap<>(dict);
                next.put(input.key(), input.value());
                return agrees(call, 1) ? next : null;
            }
        };
    }

    private static <O> boolean agrees(Operation<?, O> call, O answer) {
        return !call.answered() || answer.equals(call.output());
    }
}
