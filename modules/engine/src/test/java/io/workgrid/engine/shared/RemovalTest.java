package io.workgrid.engine.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.NoSuchJobException;
import io.workgrid.api.StaleFenceException;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.core.job.Retention;
import io.workgrid.core.shared.BucketOp;
import io.workgrid.core.shared.Call;
import io.workgrid.core.shared.CellView;
import io.workgrid.core.shared.Kind;
import io.workgrid.core.shared.PartOp;
import io.workgrid.core.shared.Value;
import io.workgrid.engine.store.GridStore;
import io.workgrid.engine.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that are removed while others change them. */
@Timeout(30)
class RemovalTest {
    private final MemoryStore store = new MemoryStore(System::currentTimeMillis, Retention.DEFAULT);
    private final AtomicBoolean happened = new AtomicBoolean();
    private final SharedScope other =
            SharedScope.ofGrid(new SharedCalls(between(store, "other", (method, given) -> {})));
    private final SharedDict<Integer, String> others = other.dict("words");
    /** Two keys in different parts. */
    private final int one = 0;

    private final int two = IntStream.range(1, 1_000)
            .filter(n -> part(n) != part(one))
            .findFirst()
            .orElseThrow();

    private interface Before {
        void call(Method method, Object[] given);
    }

    private static int part(int key) {
        return Value.of(key).part(BucketOp.PARTS);
    }

    /** The store as another process sees it. */
    private static GridStore between(GridStore store, String session, Before before) {
        return (GridStore) Proxy.newProxyInstance(
                GridStore.class.getClassLoader(), new Class<?>[] {GridStore.class}, (self, method, given) -> {
                    if (method.getName().equals("session")) {
                        return session;
                    }
                    before.call(method, given == null ? new Object[0] : given);
                    try {
                        return method.invoke(store, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private SharedScope when(String method, Before before) {
        return SharedScope.ofGrid(new SharedCalls(between(store, "this", (called, given) -> {
            if (called.getName().equals(method) && !happened.get()) {
                before.call(called, given);
            }
        })));
    }

    @Test
    void partThatBeginsWhileItsDictIsRemovedGoesWithIt() {
        others.put(one, "a");
        SharedScope remover = when("removeCell", (method, given) -> {
            happened.set(true);
            others.put(two, "b");
        });
        assertThat(remover.remove("words")).isTrue();
        assertThat(store.cells("")).isEmpty();
        assertThat(others.get(two)).isNull();
        others.put(two, "c");
        assertThat(remover.<Integer, String>dict("words").toMap()).containsExactly(Map.entry(two, "c"));
    }

    @Test
    void partThatIsToldToADictThatIsGoneIsTakenBack() {
        others.put(one, "a");
        SharedScope writer = when("call", (method, given) -> {
            Call call = (Call) given[1];
            if (call.kind() == Kind.BUCKET && call.opens()) { // the head was looked at, and the part is not there
                happened.set(true);
                assertThat(other.remove("words")).isTrue();
            }
        });
        SharedDict<Integer, String> mine = writer.dict("words");
        assertThat(mine.get(one)).isEqualTo("a"); // knows the life
        mine.put(two, "b");
        assertThat(happened).isTrue();
        assertThat(others.toMap()).containsExactly(Map.entry(two, "b"));
        List<Kind> left = store.cells("").stream().map(CellView::kind).toList();
        assertThat(left).containsExactlyInAnyOrder(Kind.DICT, Kind.BUCKET);
    }

    /** Two who do not know yet that the dict was removed: one begins a part, the other changes something in it before it is taken back. */
    @Test
    void whatIsPutIntoAPartThatIsTakenBackIsNotLost() {
        others.put(one, "a");
        SharedDict<Integer, String> late = SharedScope.ofGrid(
                        new SharedCalls(between(store, "late", (method, given) -> {})))
                .dict("words");
        assertThat(late.get(one)).isEqualTo("a"); // knows the life
        AtomicBoolean removed = new AtomicBoolean();
        SharedScope writer = when("call", (method, given) -> {
            Call call = (Call) given[1];
            if (call.kind() == Kind.BUCKET && call.opens()) { // the head was looked at, and the part is not there
                removed.set(other.remove("words"));
            } else if (removed.get()) { // the part is there, and the head has not heard of it
                happened.set(true);
                late.put(two, "c");
                assertThat(others.get(two)).isEqualTo("c");
            }
        });
        SharedDict<Integer, String> mine = writer.dict("words");
        assertThat(mine.get(one)).isEqualTo("a"); // knows the life too
        assertThat(mine.put(two, "b")).isEqualTo("c");
        assertThat(happened).isTrue();
        assertThat(others.toMap()).containsExactly(Map.entry(two, "b"));
    }

    /** Whoever began it died before it could be used. */
    @Test
    void partThatWasBegunAndNotOpenedIsOpenedByTheNext() {
        others.put(one, "a");
        SharedScope dies = when("call", (method, given) -> {
            Call call = (Call) given[1];
            if (call.kind() == Kind.BUCKET && isOpening(call)) {
                happened.set(true);
                throw new UnreachableException("the process dies", null);
            }
        });
        assertThatThrownBy(() -> dies.<Integer, String>dict("words").put(two, "b"))
                .isInstanceOf(UnreachableException.class);
        assertThat(happened).isTrue();
        assertThat(others.get(two)).isNull();
        others.put(two, "c");
        assertThat(others.get(two)).isEqualTo("c");
    }

    private static boolean isOpening(Call call) {
        return Arrays.equals(Arrays.copyOf(PartOp.open(1), 1), Arrays.copyOf(call.op(), 1));
    }

    @Test
    void dictThatBeginsAnewWhileItIsRemovedKeepsItsParts() {
        others.put(one, "a");
        SharedScope remover = when("cells", (method, given) -> {
            if (store.cells("grid/words").stream().noneMatch(cell -> cell.kind() == Kind.DICT)) {
                happened.set(true);
                others.put(two, "b");
            }
        });
        assertThat(remover.remove("words")).isTrue();
        assertThat(happened).isTrue();
        assertThat(others.toMap()).containsExactly(Map.entry(two, "b"));
    }

    /** Whoever begins a part knows no fence; the head does. */
    @Test
    void partThatSomebodyElseBeganIsFencedToo() {
        SharedLock lock = other.lock("lock");
        others.put(one, "a");
        SharedDict<Integer, String> late;
        try (Hold hold = lock.acquire()) {
            late = others.withFence(lock);
        }
        try (Hold hold = lock.acquire()) {
            others.withFence(lock).put(one, "b");
            others.put(two, "c");
            assertThatThrownBy(() -> late.put(two, "d")).isInstanceOf(StaleFenceException.class);
            assertThat(others.get(two)).isEqualTo("c");
        }
    }

    @Test
    void objectOfAJobThatIsNotKeptDoesNotBegin() {
        SharedScope gone = other.ofJob("j-gone");
        assertThatThrownBy(() -> gone.counter("hits").add(1))
                .isInstanceOf(NoSuchJobException.class)
                .hasMessage("shared object \"hits\" went with its job j-gone, which this grid no longer keeps; nothing"
                        + " changed");
        assertThatThrownBy(() -> gone.dict("words").get("a")).isInstanceOf(NoSuchJobException.class);
        assertThat(store.cells("")).isEmpty();
    }
}
