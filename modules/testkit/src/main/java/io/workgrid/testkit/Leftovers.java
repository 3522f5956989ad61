package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.SharedView;
import java.util.List;

/** What must hold of a grid's shared objects when a case is over: nobody holds anything or waits, and what is there can be removed and is gone then. */
final class Leftovers {
    private Leftovers() {}

    static void check(Manager manager) {
        try {
            Eventually.until("nobody holds or waits", () -> manager.locks().isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ": " + manager.locks(), e);
        } finally {
            for (SharedView left : manager.objects()) {
                manager.remove(left.name());
            }
        }
        List<SharedView> objects = manager.objects();
        List<LockView> locks = manager.locks();
        assertThat(objects).isEmpty();
        assertThat(locks).isEmpty();
    }
}
