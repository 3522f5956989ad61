package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.RefusedException;
import io.workgrid.api.shared.SharedList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** A list: appended to by many, read by index. */
interface ListCases extends Cases {
    /** More than two segments. */
    int LARGE = 3_000;

    private SharedList<Integer> list() {
        return stage().manager().list("list");
    }

    private static void missing(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    default void listIsEmptyAtFirst() {
        assertThat(list().size()).isZero();
        assertThat(list().isEmpty()).isTrue();
        assertThat(list().toList()).isEmpty();
        assertThat(list().iterator().hasNext()).isFalse();
        assertThatThrownBy(() -> list().pop()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    default void appendReturnsTheIndex() {
        assertThat(list().append(10)).isEqualTo(0);
        assertThat(list().append(20)).isEqualTo(1);
        assertThat(list().get(0)).isEqualTo(10);
        assertThat(list().get(1)).isEqualTo(20);
        assertThat(list().size()).isEqualTo(2);
    }

    @Test
    default void extendReturnsTheIndexOfTheFirst() {
        assertThat(list().extend(List.of())).isEqualTo(0);
        list().append(1);
        assertThat(list().extend(List.of(2, 3))).isEqualTo(1);
        assertThat(list().extend(List.of())).isEqualTo(3);
        assertThat(list().toList()).containsExactly(1, 2, 3);
    }

    @Test
    default void setReturnsTheElementBefore() {
        list().extend(List.of(1, 2, 3));
        assertThat(list().set(1, 20)).isEqualTo(2);
        assertThat(list().toList()).containsExactly(1, 20, 3);
    }

    @Test
    default void elementIsComparedAndSet() {
        list().append(1);
        assertThat(list().compareAndSet(0, 2, 3)).isFalse();
        assertThat(list().get(0)).isEqualTo(1);
        assertThat(list().compareAndSet(0, 1, 3)).isTrue();
        assertThat(list().get(0)).isEqualTo(3);
    }

    @Test
    default void indexesThatAreNotThereAreRefused() {
        list().append(1);
        missing(() -> list().get(1));
        missing(() -> list().get(-1));
        missing(() -> list().set(1, 2));
        missing(() -> list().set(-1, 2));
        missing(() -> list().compareAndSet(1, 1, 2));
        missing(() -> list().slice(-1, 1));
        assertThat(list().toList()).containsExactly(1);
    }

    @Test
    default void sliceMayReachBeyondTheEnd() {
        list().extend(List.of(0, 1, 2, 3, 4));
        assertThat(list().slice(1, 3)).containsExactly(1, 2);
        assertThat(list().slice(3, 100)).containsExactly(3, 4);
        assertThat(list().slice(2, 2)).isEmpty();
        assertThat(list().slice(10, 20)).isEmpty();
    }

    @Test
    default void popTakesTheLast() {
        list().extend(List.of(1, 2));
        assertThat(list().pop()).isEqualTo(2);
        assertThat(list().pop()).isEqualTo(1);
        assertThatThrownBy(() -> list().pop()).isInstanceOf(NoSuchElementException.class);
        assertThat(list().append(3)).isEqualTo(0);
    }

    @Test
    default void largeListIsOneList() {
        SharedList<Integer> list = list();
        for (int at = 0; at < LARGE; at += 500) {
            assertThat(list.extend(Stage.range(LARGE).subList(at, at + 500))).isEqualTo(at);
        }
        assertThat(list.size()).isEqualTo(LARGE);
        assertThat(list.get(0)).isEqualTo(0);
        assertThat(list.get(1_023)).isEqualTo(1_023);
        assertThat(list.get(1_024)).isEqualTo(1_024);
        assertThat(list.get(LARGE - 1)).isEqualTo(LARGE - 1);
        assertThat(list.slice(900, 2_200)).isEqualTo(Stage.range(LARGE).subList(900, 2_200));
        assertThat(list.toList()).isEqualTo(Stage.range(LARGE));
        List<Integer> walked = new ArrayList<>();
        list.forEach(walked::add);
        assertThat(walked).isEqualTo(Stage.range(LARGE));
    }

    @Test
    default void earlyElementsOfALargeListChange() {
        list().extend(Stage.range(LARGE));
        assertThat(list().set(5, -5)).isEqualTo(5);
        assertThat(list().compareAndSet(1_500, 1_500, -1)).isTrue();
        assertThat(list().get(5)).isEqualTo(-5);
        assertThat(list().get(1_500)).isEqualTo(-1);
    }

    @Test
    default void largeListIsPoppedBackToItsBeginning() {
        list().extend(Stage.range(1_100));
        for (int n = 1_099; n >= 900; n--) {
            assertThat(list().pop()).isEqualTo(n);
        }
        assertThat(list().append(7)).isEqualTo(900);
        assertThat(list().slice(899, 901)).containsExactly(899, 7);
    }

    @Test
    default void clearedListBeginsAtZero() {
        list().extend(Stage.range(1_500));
        list().clear();
        assertThat(list().isEmpty()).isTrue();
        missing(() -> list().get(0));
        assertThat(list().append(9)).isEqualTo(0);
        assertThat(list().toList()).containsExactly(9);
    }

    @Test
    default void appendsOfManyWritersKeepTheOrderOfEach() {
        SharedList<Integer> list = list();
        List<List<Long>> indexes = Caller.together(5, writer -> () -> {
            List<Long> mine = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                mine.add(list.append(1_000 * writer + n));
            }
            return mine;
        });
        List<Integer> all = list.toList();
        assertThat(all).hasSize(300).doesNotHaveDuplicates();
        for (int writer = 0; writer < 5; writer++) {
            List<Long> mine = indexes.get(writer);
            assertThat(mine).isSorted().doesNotHaveDuplicates();
            for (int n = 0; n < 60; n++) {
                assertThat(all.get(mine.get(n).intValue())).isEqualTo(1_000 * writer + n);
            }
        }
    }

    @Test
    default void extendedElementsStayNextToEachOther() {
        SharedList<Integer> list = list();
        List<Long> firsts = Caller.together(6, writer -> () -> list.extend(Collections.nCopies(400, writer)));
        for (int writer = 0; writer < 6; writer++) {
            assertThat(list.slice(firsts.get(writer), firsts.get(writer) + 400))
                    .hasSize(400)
                    .containsOnly(writer);
        }
    }

    @Test
    default void extendOfMoreThanAMebibyteIsRefused() {
        SharedList<byte[]> list = stage().manager().list("bytes");
        List<byte[]> tooMuch = Collections.nCopies(3, new byte[400_000]);
        assertThatThrownBy(() -> list.extend(tooMuch)).isInstanceOf(RefusedException.class);
        assertThat(list.size()).isZero();
    }
}
