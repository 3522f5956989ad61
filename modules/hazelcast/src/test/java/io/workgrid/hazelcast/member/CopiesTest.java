package io.workgrid.hazelcast.member;

import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.view.NodeView;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static boolean copying(Grid grid) {
        return grid.nodes().stream().anyMatch(NodeView::copying);
    }

    @Test
    void nodesSayWhetherCopiesAreBeingMadeAndWhenTheyAreThere() {
        NodeOptions first = Ports.alone();
        try (GridMember one = GridMember.start(first)) {
            Eventually.isTrue("all copies made", () -> !copying(one.grid()));
            try (GridMember two = GridMember.start(Ports.beside(first, "two"))) {
                Eventually.isTrue("both there", () -> one.grid().nodes().size() == 2);
                Eventually.isTrue("all copies made", () -> !copying(one.grid()));
            }
            Eventually.isTrue("all copies made", () -> one.grid().nodes().size() == 1 && !copying(one.grid()));
        }
    }
}
