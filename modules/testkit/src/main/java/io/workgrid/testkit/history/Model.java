package io.workgrid.testkit.history;

import org.jspecify.annotations.Nullable;

/**
 * What an object does when it is asked one thing after the other.
 *
 * @param <S> its state; a value with {@code equals}
 * @param <I> what is asked for
 * @param <O> what is answered
 */
public interface Model<S, I, O> {

    /** The state at first. */
    S initial();

    /**
     * The state after a call.
     *
     * @return {@code null} if the object in that state would not have answered so; for a call without an answer, if it could not take effect
     */
    @Nullable
    S after(S state, Operation<I, O> call);
}
