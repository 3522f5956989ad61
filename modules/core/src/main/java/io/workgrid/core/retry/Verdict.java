package io.workgrid.core.retry;

import io.workgrid.api.Effect;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.ItemError;
import io.workgrid.core.ledger.Exchange.End;

/**
 * Judges a failed attempt: tried again, failed for good, or not known. Pure. A worker asks before it writes a block, for an item to be
 * tried again gets none; so the judgement depends on nothing but what the worker holds.
 *
 * <p>The attempt number of a lease counts every attempt, failed or lost. An item is tried again while its number is at most {@code
 * maxRetries}: never more attempts than were asked for, even if some of them were lost.
 *
 * <table>
 * <caption>what an unsafe job makes of it</caption>
 * <tr><th>kind</th><th>unsafe</th><th>else</th></tr>
 * <tr><td>EXCEPTION, UNREADABLE_ITEM</td><td>policy</td><td>policy</td></tr>
 * <tr><td>UNSENDABLE_RESULT</td><td>FAILED: it took effect, and must not again</td><td>policy</td></tr>
 * <tr><td>TIMEOUT, WORKER_DIED</td><td>UNKNOWN</td><td>policy</td></tr>
 * <tr><td>NODE_LOST, CANCELLED</td><td colspan="2">not for a worker to judge: thrown back</td></tr>
 * </table>
 */
public final class Verdict {
    private Verdict() {}

    /**
     * How the attempt counts.
     *
     * @param attempt the lease's, from 1
     * @throws IllegalArgumentException if the error is a cancel, which is reported as such, or a lost node, which the ledger judges
     */
    public static End of(RetryPolicy policy, Effect effect, int attempt, ItemError error) {
        boolean unsafe = effect == Effect.UNSAFE;
        return switch (error.kind()) {
            case EXCEPTION, UNREADABLE_ITEM -> byPolicy(policy, attempt, error);
            case UNSENDABLE_RESULT -> unsafe ? End.FAILED : byPolicy(policy, attempt, error);
            case TIMEOUT, WORKER_DIED -> unsafe ? End.UNKNOWN : byPolicy(policy, attempt, error);
            case NODE_LOST, CANCELLED ->
                throw new IllegalArgumentException(
                        "an attempt that ended by " + error.kind() + " is not judged by a worker");
        };
    }

    private static End byPolicy(RetryPolicy policy, int attempt, ItemError error) {
        return error.permanent() || attempt > policy.maxRetries() || isFinal(policy, error) ? End.FAILED : End.RETRY;
    }

    private static boolean isFinal(RetryPolicy policy, ItemError error) {
        return policy.notOn().stream().anyMatch(failure -> names(failure, error));
    }

    private static boolean names(String failure, ItemError error) {
        int equals = failure.indexOf('=');
        if (equals >= 0) {
            return failure.substring(equals + 1).equals(error.details().get(failure.substring(0, equals)));
        }
        return error.types().stream()
                .anyMatch(type -> type.equals(failure) || simple(type).equals(failure));
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
