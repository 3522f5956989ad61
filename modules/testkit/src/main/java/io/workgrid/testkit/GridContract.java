package io.workgrid.testkit;

import io.workgrid.api.Grid;
import java.util.Optional;
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
public abstract class GridContract
        implements JobCases, SteeringCases, NeedsCases, RerunCases, ResultCases, NamedTaskCases {
    @SuppressWarnings("this-escape") // kept for later: nothing is opened before the first case
    private final Stage stage = new Stage(this::openGrid, this::openAgain);

    /**
     * Opens a grid with that many workers in all; the contract closes it. It may have served earlier cases and still keep their jobs, but
     * nothing of them runs any more. Two that are opened in one case know nothing of each other.
     */
    protected abstract Grid openGrid(int workers);

    /**
     * Another handle of a grid that {@link #openGrid} opened and a case closed; the contract closes it. Empty, as it is unless overridden,
     * says that the jobs of such a grid end with its handle.
     */
    protected Optional<Grid> openAgain(Grid closed) {
        return Optional.empty();
    }

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
