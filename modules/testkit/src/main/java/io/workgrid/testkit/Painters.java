package io.workgrid.testkit;

import io.workgrid.api.Grid;
import io.workgrid.api.shared.Manager;

/** What tasks of the cases use. */
final class Painters {
    private Painters() {}

    /** The objects of the grid that the calling task runs on. */
    static Manager manager() {
        return Grid.current().orElseThrow().manager();
    }
}
