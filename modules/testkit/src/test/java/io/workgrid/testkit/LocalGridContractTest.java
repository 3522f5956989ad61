package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.Grid;
import io.workgrid.api.view.NodeView;
import org.junit.jupiter.api.Test;

class LocalGridContractTest extends GridContract {
    @Override
    protected Grid openGrid(int workers) {
        return Grid.local(workers);
    }

    @Test
    void aWorkerForEachProcessorUnlessSaidOtherwise() {
        try (Grid grid = Grid.local()) {
            assertThat(grid.nodes())
                    .extracting(NodeView::workers)
                    .containsExactly(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void impossibleNumbersOfWorkersAreRefused() {
        assertThatThrownBy(() -> Grid.local(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> Grid.local(4_097))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("4097");
        assertThatThrownBy(() -> Grid.local(-1)).isInstanceOf(BadInputException.class);
    }
}
