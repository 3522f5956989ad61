package io.workgrid.testkit;

import io.workgrid.api.Grid;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Grid} must do beside its pools: jobs by id, their handles and results, named tasks, nodes, and its end. Extend it and
 * say how a grid is opened. After each case every job of its grids is audited.
 *
 * <p>Workers may be threads of this process or other processes of this machine with the same class path.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class GridContract implements JobCases, SteeringCases, ResultCases, NamedTaskCases {
    @SuppressWarnings("this-escape") // kept for later: nothing is opened before the first case
    private final Stage stage = new Stage(this::openGrid);

    /** Opens a grid with that many workers in all; the contract closes it. */
    protected abstract Grid openGrid(int workers);

    /** For the cases. */
    @Override
    public final Stage stage() {
        return stage;
    }

    /** Audits every job, then closes the grids. */
    @AfterEach
    @Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    public final void auditAndClose() {
        stage.close();
    }
}
