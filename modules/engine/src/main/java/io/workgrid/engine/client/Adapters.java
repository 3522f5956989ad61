package io.workgrid.engine.client;

import io.workgrid.api.Pool;
import io.workgrid.api.task.ItemFunction;
import io.workgrid.api.task.PairFunction;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskContext;
import io.workgrid.engine.worker.ContextFree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions a pool takes, as tasks. */
final class Adapters {
    private Adapters() {}

    /** Something that only passes on to code of the user's, which is what people want to see named. */
    interface Wrapper extends ContextFree {
        Object wrapped();
    }

    static <I, O> Task<I, O> of(ItemFunction<? super I, ? extends O> function) {
        return new OfItem<>(function);
    }

    /** Pairs travel as lists of two. */
    static <A, B, O> Task<List<@Nullable Object>, O> of(PairFunction<? super A, ? super B, ? extends O> function) {
        return new OfPair<A, B, O>(function);
    }

    static <O> Task<@Nullable Object, O> of(Pool.RemoteCall<? extends O> call) {
        return new OfCall<>(call);
    }

    static List<@Nullable Object> pair(Map.Entry<?, ?> entry) {
        List<@Nullable Object> pair = new ArrayList<>(2);
        pair.add(entry.getKey());
        pair.add(entry.getValue());
        return pair;
    }

    private record OfItem<I, O>(ItemFunction<? super I, ? extends O> function) implements Task<I, O>, Wrapper {
        @Override
        public O run(I item, TaskContext context) throws Exception {
            return function.apply(item);
        }

        @Override
        public Object wrapped() {
            return function;
        }
    }

    private record OfPair<A, B, O>(PairFunction<? super A, ? super B, ? extends O> function)
            implements Task<List<@Nullable Object>, O>, Wrapper {
        @Override
        @SuppressWarnings("unchecked") // it is what pair() made of the user's entry
        public O run(List<@Nullable Object> item, TaskContext context) throws Exception {
            return function.apply((A) item.get(0), (B) item.get(1));
        }

        @Override
        public Object wrapped() {
            return function;
        }
    }

    private record OfCall<O>(Pool.RemoteCall<? extends O> call) implements Task<@Nullable Object, O>, Wrapper {
        @Override
        public O run(@Nullable Object item, TaskContext context) throws Exception {
            return call.call();
        }

        @Override
        public Object wrapped() {
            return call;
        }
    }
}
