package io.workgrid.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Records calls as they are made. Any thread may use it; a call is recorded when it is over.
 *
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public final class History<I, O> {
    private final List<Operation<I, O>> operations = new ArrayList<>();

    /** Makes a call and records it; if it throws, as one without an answer. */
    public O call(int caller, I input, Callable<O> body) throws Exception {
        long calledAt = System.nanoTime();
        try {
            O output = body.call();
            add(new Operation<>(caller, input, output, calledAt, System.nanoTime()));
            return output;
        } catch (Exception e) {
            add(new Operation<I, O>(caller, input, null, calledAt, Operation.NEVER));
            throw e;
        }
    }

    private synchronized void add(Operation<I, O> operation) {
        operations.add(operation);
    }

    /** What was recorded so far. */
    public synchronized List<Operation<I, O>> operations() {
        return List.copyOf(operations);
    }
}
