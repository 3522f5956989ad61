package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.Grid;
import io.workgrid.api.NodeOptions;
import io.workgrid.api.view.NodeView;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static boolean copying(Grid grid) {
        return grid.nodes().stream().anyMatch(NodeView::copying);
    }

    @Test
    void nodesSayWhenTheCopiesAreThere() {
        NodeOptions first = Ports.alone();
        try (GridMember one = GridMember.start(first)) {
            Eventually.isTrue("all copies made by one", () -> !copying(one.grid()));
            try (GridMember two = GridMember.start(Ports.beside(first, "two"))) {
                Eventually.isTrue("both there", () -> one.grid().nodes().size() == 2);
                Eventually.isTrue("all copies made by both", () -> !copying(two.grid()));
            }
            Eventually.isTrue(
                    "all copies made by the last", () -> one.grid().nodes().size() == 1 && !copying(one.grid()));
        }
    }

    @Test
    void copiesAreBeingMadeFromTheChangeUntilALookFindsThemAll() {
        Semaphore looks = new Semaphore(0);
        AtomicInteger looked = new AtomicInteger();
        try (Copies copies = new Copies("test", () -> look(looks, looked), () -> {})) {
            assertThat(copies.copying()).isTrue();
            copies.start();
            looks.release(2); // the first finds them incomplete, the second cannot tell
            Eventually.isTrue("two looks", () -> looked.get() == 2);
            assertThat(copies.copying()).isTrue();
            looks.release();
            Eventually.isTrue("complete", () -> !copies.copying());
            copies.change();
            assertThat(copies.copying()).isTrue();
            copies.change();
            looks.release(2);
            Eventually.isTrue("complete again", () -> !copies.copying());
        }
    }

    private static boolean look(Semaphore looks, AtomicInteger looked) {
        looks.acquireUninterruptibly();
        int number = looked.incrementAndGet();
        if (number == 2) {
            throw new IllegalStateException("the member merges");
        }
        return number > 2;
    }
}
