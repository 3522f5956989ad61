package io.workgrid.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.LockView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
    private final List<CellView> cells = new ArrayList<>();

    private static Owner owner(String name) {
        return Owner.attempt(name, "node-" + name, "j-1", 0, 1);
    }

    private void lock(String name, String holder, String... waiting) {
        cell(Kind.LOCK, name, List.of(holder), List.of(waiting), true);
    }

    private void cell(Kind kind, String name, List<String> holders, List<String> waiting, boolean forHolders) {
        cells.add(new CellView(
                "grid/" + name,
                kind,
                0,
                0,
                0,
                0,
                holders.stream()
                        .map(each -> new CellView.Holder(owner(each), 1, 7, 3))
                        .toList(),
                waiting.stream()
                        .map(each -> new CellView.Waiting(owner(each), 4, forHolders))
                        .toList()));
    }

    private Map<String, List<Owner>> circles() {
        return Deadlocks.among(cells);
    }

    @Test
    void twoThatWaitForEachOtherAreACircle() {
        lock("one", "a", "b");
        lock("two", "b", "a", "c");
        assertThat(circles()).containsOnlyKeys("grid/one", "grid/two");
        assertThat(circles().get("grid/one")).containsExactlyInAnyOrder(owner("a"), owner("b"));
    }

    @Test
    void eachOfACircleWaitsForTheNext() {
        lock("one", "a", "c");
        lock("two", "b", "a");
        lock("three", "c", "b");
        List<Owner> circle = circles().getOrDefault("grid/one", List.of());
        assertThat(circle).hasSize(3);
        int a = circle.indexOf(owner("a"));
        assertThat(circle.get((a + 1) % 3)).isEqualTo(owner("b"));
    }

    @Test
    void chainIsNoCircle() {
        lock("one", "a", "b");
        lock("two", "b", "c");
        assertThat(circles()).isEmpty();
    }

    @Test
    void onePermitThatComesBackIsEnough() {
        cell(Kind.SEMAPHORE, "permits", List.of("a", "free"), List.of("b"), true);
        lock("two", "b", "a");
        assertThat(circles()).isEmpty();
        lock("three", "b", "free");
        assertThat(circles()).containsKey("grid/permits");
    }

    @Test
    void whoWaitsForASignalMayGetItFromAnybody() {
        cell(Kind.LOCK, "one", List.of("a"), List.of("b"), false);
        lock("two", "b", "a");
        assertThat(circles()).isEmpty();
    }

    @Test
    void viewsHaveTheDeadlockFirstAndConditionsByThemselves() {
        cell(Kind.RLOCK, "quiet", List.of(), List.of("x"), false);
        cell(Kind.EVENT, "event", List.of(), List.of("y"), false);
        lock("one", "a", "b");
        lock("two", "b", "a");
        List<LockView> views = LockViews.of(cells);
        assertThat(views).extracting(LockView::name).containsExactly("one", "two", "quiet");
        assertThat(views).extracting(LockView::kind).containsExactly("lock", "lock", "condition");
        assertThat(views.get(0).deadlock())
                .hasSize(2)
                .allMatch(text -> text.startsWith("item 0 of job j-1, attempt 1"));
        assertThat(views.get(0).holders())
                .containsExactly(new LockView.Party(owner("a").text(), "node-a", 3));
        assertThat(views.get(0).fence()).isEqualTo(7);
    }
}
