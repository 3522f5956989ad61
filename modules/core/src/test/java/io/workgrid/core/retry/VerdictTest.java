package io.workgrid.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.Effect;
import io.workgrid.api.RetryPolicy;
import io.workgrid.api.view.ItemError;
import io.workgrid.api.view.ItemError.Kind;
import io.workgrid.core.ledger.Exchange.End;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failed attempts mean. */
class VerdictTest {
    private static final RetryPolicy TWICE = RetryPolicy.DEFAULT.withMaxRetries(2);

    private static ItemError error(Kind kind, boolean permanent) {
        return new ItemError(
                kind,
                List.of("org.db.Db$BusyException", "java.sql.SQLException"),
                "busy",
                "",
                permanent,
                Map.of("exit", "42"));
    }

    @ParameterizedTest
    @CsvSource({
        "EXCEPTION, RETRY, RETRY",
        "UNREADABLE_ITEM, RETRY, RETRY",
        "UNSENDABLE_RESULT, RETRY, FAILED",
        "TIMEOUT, RETRY, UNKNOWN",
        "WORKER_DIED, RETRY, UNKNOWN",
    })
    void theKindAndTheEffectDecide(Kind kind, End else_, End unsafe) {
        assertThat(Verdict.of(TWICE, Effect.IDEMPOTENT, 1, error(kind, false))).isEqualTo(else_);
        assertThat(Verdict.of(TWICE, Effect.PURE, 1, error(kind, false))).isEqualTo(else_);
        assertThat(Verdict.of(TWICE, Effect.UNSAFE, 1, error(kind, false))).isEqualTo(unsafe);
    }

    @Test
    void anItemIsTriedAsOftenAsThePolicySays() {
        ItemError error = error(Kind.EXCEPTION, false);
        assertThat(Verdict.of(RetryPolicy.DEFAULT, Effect.PURE, 1, error)).isEqualTo(End.FAILED);
        assertThat(Verdict.of(TWICE, Effect.PURE, 2, error)).isEqualTo(End.RETRY);
        assertThat(Verdict.of(TWICE, Effect.PURE, 3, error)).isEqualTo(End.FAILED);
    }

    @Test
    void whatCannotBeMendedIsNotTriedAgain() {
        assertThat(Verdict.of(TWICE, Effect.PURE, 1, error(Kind.EXCEPTION, true)))
                .isEqualTo(End.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "org.db.Db$BusyException, FAILED",
        "BusyException, FAILED",
        "SQLException, FAILED",
        "java.sql.SQLException, FAILED",
        "exit=42, FAILED",
        "exit=4, RETRY",
        "signal=SIGKILL, RETRY",
        "Busy, RETRY",
        "sql.SQLException, RETRY",
    })
    void thePolicyNamesFailuresThatAreFinal(String notOn, End end) {
        RetryPolicy policy = TWICE.withNotOn(List.of("Other", notOn));
        assertThat(Verdict.of(policy, Effect.PURE, 1, error(Kind.EXCEPTION, false)))
                .isEqualTo(end);
    }

    @Test
    void cancelsAndLostNodesAreNotForAWorkerToJudge() {
        for (Kind kind : List.of(Kind.CANCELLED, Kind.NODE_LOST)) {
            assertThatThrownBy(() -> Verdict.of(TWICE, Effect.PURE, 1, error(kind, false)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("an attempt that ended by " + kind + " is not judged by a worker");
        }
    }
}
