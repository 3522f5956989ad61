package io.workgrid.testkit;

import io.workgrid.api.Grid;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link io.workgrid.api.shared.Manager} and its objects must do: extend it and say how a grid is opened. Python's {@code multiprocessing.Manager} is the
 * specification; the differences stand in {@code modules/shared-objects.md}, each with the case that checks it. After each case nobody may hold
 * or wait for anything, all objects are removed, and every job is audited.
 *
 * <p>Workers may be threads of this process or other processes of this machine with the same class path.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ManagerContract
        implements DictCases,
                DictMergeCases,
                DictLifeCases,
                ListCases,
                CounterCases,
                ArrayCases,
                NamespaceCases,
                LockCases,
                RLockCases,
                SemaphoreCases,
                ConditionCases,
                EventCases,
                BarrierCases,
                QueueCases,
                QueueDeliveryCases,
                ChannelCases,
                SelectCases,
                NameCases,
                ScopeCases,
                ReferenceCases,
                ValueCases,
                FenceCases,
                OwnerCases,
                PainterCases,
                DeadlockCases,
                HistoryCases {
    @SuppressWarnings("this-escape") // kept for later: nothing is opened before the first case
    private final Stage stage = new Stage(this::openGrid, this::openAgain);

    /**
     * Opens a grid with that many workers in all; the contract closes it. It may have served earlier cases and still keep their jobs, but
     * nothing of them runs any more, and the grid's shared objects are gone. Two that are opened in one case know nothing of each other.
     */
    protected abstract Grid openGrid(int workers);

    /** Another client of a grid that {@link #openGrid} opened; the contract closes it. Empty, as it is unless overridden, says that there can be none. */
    protected Optional<Grid> openAgain(Grid opened) {
        return Optional.empty();
    }

    /** For the cases. */
    @Override
    public final Stage stage() {
        return stage;
    }

    /** Looks for what is left, audits every job, then closes the grids. */
    @AfterEach
    @Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    public final void auditAndClose() {
        stage.close();
    }
}
