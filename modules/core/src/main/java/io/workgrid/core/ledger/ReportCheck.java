package io.workgrid.core.ledger;

import io.workgrid.api.Effect;
import org.jspecify.annotations.Nullable;

/** Whether a report may count. */
final class ReportCheck {
    private ReportCheck() {}

    /** Why it does not; {@code null} if it does. */
    static Reply.@Nullable Reason refusal(Exchange.Report report, String node, @Nullable Held held, LedgerSpec spec) {
        if (held == null) {
            return Reply.Reason.NO_SUCH_LEASE;
        }
        if (!held.node().equals(node)) {
            return Reply.Reason.NOT_YOURS;
        }
        return wellFormed(report, held, spec) ? null : Reply.Reason.MALFORMED;
    }

    private static boolean wellFormed(Exchange.Report report, Held held, LedgerSpec spec) {
        if (report.first() != held.first() || report.count() != held.count() || report.ranNanos() < 0) {
            return false;
        }
        long next = held.first();
        for (Exchange.ItemEnd item : report.exceptions()) {
            if (item.index() < next || item.index() >= held.end() || !allowed(item.end(), held, spec)) {
                return false;
            }
            next = item.index() + 1;
        }
        return true;
    }

    private static boolean allowed(Exchange.End end, Held held, LedgerSpec spec) {
        return switch (end) {
            case UNKNOWN -> spec.effect() == Effect.UNSAFE;
            case RETRY -> held.attempt() <= spec.retries().maxRetries();
            case FAILED, CANCELLED, RELEASED -> true;
        };
    }
}
