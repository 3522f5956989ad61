package io.workgrid.engine.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import io.workgrid.api.ClosedException;
import io.workgrid.api.Grid;
import io.workgrid.api.Pool;
import io.workgrid.api.RefusedException;
import io.workgrid.api.StaleFenceException;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.shared.Channel;
import io.workgrid.api.shared.Hold;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.Merge;
import io.workgrid.api.shared.Namespace;
import io.workgrid.api.shared.Select;
import io.workgrid.api.shared.SharedArray;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import io.workgrid.api.view.SharedView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedObjectsTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Grid grid = Grid.local(2);
    private final Manager manager = grid.manager();

    @AfterEach
    void close() {
        grid.close();
    }

    @Test
    void counterAddsAndComparesAndFolds() {
        SharedCounter counter = manager.counter("hits");
        assertThat(counter.increment()).isOne();
        assertThat(counter.add(4)).isEqualTo(5);
        assertThat(counter.compareAndSet(5, 7)).isTrue();
        for (int n = 0; n < 1_000; n++) {
            assertThat(counter.addAsync(1)).isNotNull();
        }
        counter.flush();
        assertThat(manager.counter("hits").get()).isEqualTo(1_007);
        counter.set(Long.MAX_VALUE);
        assertThatThrownBy(counter::increment)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("range");
    }

    @Test
    void dictKeepsAndMergesAndComputes() {
        SharedDict<String, Integer> dict = manager.dict("words");
        assertThat(dict.get("a")).isNull();
        assertThat(dict.put("a", 1)).isNull();
        assertThat(dict.put("a", 2)).isOne();
        assertThat(dict.putIfAbsent("a", 3)).isEqualTo(2);
        assertThat(dict.getOrDefault("b", 9)).isEqualTo(9);
        assertThat(dict.merge("a", 5, Merge.SUM)).isEqualTo(7);
        assertThat(dict.merge("a", 5, (x, y) -> x * y)).isEqualTo(35);
        assertThat(dict.compute("c", (key, value) -> value == null ? 1 : value + 1))
                .isOne();
        assertThat(dict.computeIfAbsent("c", key -> 8)).isOne();
        assertThat(dict.computeIfPresent("c", (key, value) -> null)).isNull();
        assertThat(dict.containsKey("c")).isFalse();
        assertThat(dict.replace("a", 34, 1)).isFalse();
        assertThat(dict.replace("a", 35, 1)).isTrue();
        assertThat(dict.remove("a", 2)).isFalse();
        assertThat(dict.remove("a")).isOne();
        assertThat(dict.isEmpty()).isTrue();
    }

    @Test
    void dictIsReadInPagesAndPutInBulk() {
        SharedDict<Integer, String> dict = manager.dict("many");
        Map<Integer, String> all = new HashMap<>();
        IntStream.range(0, 20_000).forEach(n -> all.put(n, "value " + n));
        dict.putAll(all);
        assertThat(dict.size()).isEqualTo(20_000);
        assertThat(dict.toMap()).isEqualTo(all);
        assertThat(dict.getAll(List.of(1, 2, -1))).isEqualTo(Map.of(1, "value 1", 2, "value 2"));
        dict.iterator().forEachRemaining(entry -> assertThat(entry.getValue()).isEqualTo("value " + entry.getKey()));
        dict.clear();
        assertThat(dict.size()).isZero();
    }

    @Test
    void computeLosesNothingUnderContention() throws Exception {
        SharedDict<String, Long> dict = manager.dict("contended");
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            Thread thread = new Thread(() -> IntStream.range(0, 200)
                    .forEach(one -> dict.compute("sum", (key, value) -> value == null ? 1L : value + 1)));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(dict.get("sum")).isEqualTo(800);
    }

    @Test
    void cachedDictIsAsStaleAsItMayBeAndSeesItsOwnChanges() {
        SharedDict<String, Integer> dict = manager.dict("hot");
        SharedDict<String, Integer> cached = dict.cached(Duration.ofHours(1));
        dict.put("a", 1);
        assertThat(cached.get("a")).isOne();
        dict.put("a", 2);
        assertThat(cached.get("a")).isOne();
        cached.put("a", 3);
        assertThat(cached.get("a")).isEqualTo(3);
        assertThat(cached.containsKey("b")).isFalse();
        dict.put("b", 1);
        assertThat(cached.containsKey("b")).isFalse();
    }

    @Test
    void entryWithALifeGoes() {
        SharedDict<String, Integer> dict = manager.dict("brief");
        dict.put("a", 1, Duration.ofMillis(1));
        long end = System.nanoTime() + LONG.toNanos();
        while (dict.containsKey("a")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void removedObjectBeginsAnew() {
        SharedDict<String, Integer> dict = manager.dict("again");
        dict.put("a", 1);
        assertThat(manager.remove("again")).isTrue();
        assertThat(manager.remove("again")).isFalse();
        assertThat(dict.get("a")).isNull();
        dict.put("b", 2);
        assertThat(dict.toMap()).isEqualTo(Map.of("b", 2));
        manager.remove("again");
        manager.counter("again").add(1);
        assertThatThrownBy(() -> dict.put("c", 3))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("counter")
                .hasMessageContaining("dict");
    }

    @Test
    void listKeepsTensOfThousandsInSegments() {
        SharedList<Integer> list = manager.list("log");
        assertThat(list.append(0)).isZero();
        List<Integer> model = new ArrayList<>(List.of(0));
        for (int n = 1; n < 20_000; n += 500) {
            List<Integer> more = IntStream.range(n, n + 500).boxed().toList();
            assertThat(list.extend(more)).isEqualTo(model.size());
            model.addAll(more);
        }
        assertThat(list.size()).isEqualTo(model.size());
        assertThat(list.toList()).isEqualTo(model);
        assertThat(list.set(3, -3)).isEqualTo(3);
        assertThat(list.compareAndSet(3, 0, 1)).isFalse();
        assertThat(list.compareAndSet(3, -3, 3)).isTrue();
        assertThat(list.slice(1_000, 1_003)).containsExactly(1_000, 1_001, 1_002);
        assertThat(list.get(19_999)).isEqualTo(19_999);
        assertThat(list).hasSize(model.size());
        assertThat(manager.objects())
                .extracting(SharedView::name, SharedView::kind, SharedView::entries)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("log", "list", (long) model.size()));
        for (int n = model.size(); n > 10_000; n--) {
            assertThat(list.pop()).isEqualTo(model.remove(n - 1));
        }
        assertThat(list.toList()).isEqualTo(model);
        list.clear();
        assertThatThrownBy(list::pop).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(list.append(5)).isZero();
    }

    @Test
    void arraysHaveSlicesOverParts() {
        SharedArray.Longs longs = manager.longs("counts", 20_000);
        long[] some = IntStream.range(0, 10_000).asLongStream().toArray();
        longs.setSlice(5_000, some);
        assertThat(longs.slice(5_000, 15_000)).isEqualTo(some);
        assertThat(longs.get(0)).isZero();
        assertThat(longs.get(19_999)).isZero();
        assertThat(longs.add(5_001, 10)).isEqualTo(11);
        longs.addSlice(5_000, new long[] {1, 1});
        assertThat(longs.slice(5_000, 5_002)).containsExactly(1, 12);
        assertThat(longs.compareAndSet(0, 0, 4)).isTrue();
        assertThatThrownBy(() -> longs.get(20_000)).isInstanceOf(IndexOutOfBoundsException.class);
        SharedArray.Doubles doubles = manager.doubles("reals", 3);
        doubles.set(1, 0.5);
        assertThat(doubles.add(1, 0.25)).isEqualTo(0.75);
        SharedArray.Bytes bytes = manager.bytes("raw", 100_000);
        bytes.setSlice(65_535, new byte[] {1, 2});
        assertThat(bytes.slice(65_534, 65_538)).containsExactly(0, 1, 2, 0);
        assertThatThrownBy(() -> manager.longs("counts", 5).get(0)).isInstanceOf(BadInputException.class);
    }

    @Test
    void namespaceIsOne() {
        Namespace space = manager.namespace("settings");
        space.set("a", 1);
        space.setAll(Map.of("b", "two", "c", List.of(1, 2)));
        assertThat(space.get("b", String.class)).isEqualTo("two");
        assertThat(space.toMap()).isEqualTo(Map.of("a", 1, "b", "two", "c", List.of(1, 2)));
        space.update(all -> {
            all.remove("c");
            return all;
        });
        assertThat(space.delete("a")).isEqualTo(1);
        assertThat(space.toMap()).isEqualTo(Map.of("b", "two"));
        assertThatThrownBy(() -> space.get("a", Integer.class)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void queueDeliversAndJoinsAndCloses() throws Exception {
        SharedQueue<String> queue = manager.queue("work", 2);
        queue.put("a");
        assertThat(queue.tryPut("b")).isTrue();
        assertThat(queue.tryPut("c")).isFalse();
        assertThatThrownBy(() -> queue.put("c", SOON)).isInstanceOf(WaitTimedOutException.class);
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.take().deliveredBefore()).isZero();
        queue.giveBack();
        assertThat(queue.take()).isEqualTo(new SharedQueue.Taken<>("a", 1));
        assertThatThrownBy(() -> queue.join(SOON)).isInstanceOf(WaitTimedOutException.class);
        queue.taskDone();
        assertThat(queue.getDone()).isEqualTo("b");
        queue.join();
        assertThatThrownBy(queue::taskDone).isInstanceOf(BadInputException.class);
        CompletableFuture<List<String>> seen = CompletableFuture.supplyAsync(() -> {
            List<String> all = new ArrayList<>();
            queue.forEach(all::add);
            return all;
        });
        queue.putAll(List.of("1", "2", "3", "4", "5"));
        queue.close();
        assertThat(seen.get()).containsExactly("1", "2", "3", "4", "5");
        assertThatThrownBy(() -> queue.put("x")).isInstanceOf(ClosedException.class);
        assertThatThrownBy(queue::get).isInstanceOf(ClosedException.class);
        queue.join(LONG);
    }

    @Test
    void channelsSendAndSelect() throws Exception {
        Channel<Integer> numbers = manager.channel("numbers", 0);
        Channel<String> words = manager.channel("words", 1);
        assertThat(numbers.trySend(1)).isFalse();
        CompletableFuture<Optional<Integer>> received = CompletableFuture.supplyAsync(() -> numbers.receive(LONG));
        numbers.send(7);
        assertThat(received.get()).contains(7);
        assertThat(Channel.select().receive(numbers).receive(words).tryChoose()).isEmpty();
        assertThat(Channel.select().receive(numbers).receive(words).choose(SOON))
                .isEmpty();
        Select.Chosen sent = Channel.select().receive(numbers).send(words, "x").choose();
        assertThat(sent.index()).isOne();
        Select.Chosen got = Channel.select().receive(numbers).receive(words).choose();
        assertThat(got.element(String.class)).isEqualTo("x");
        words.send("last");
        words.close();
        assertThat(words).containsExactly("last");
        assertThat(words.receive()).isEmpty();
        assertThat(words.tryReceive().closed()).isTrue();
        assertThatThrownBy(() -> words.send("more")).isInstanceOf(ClosedException.class);
        assertThat(words).isEqualTo(manager.channel("words", 1));
    }

    @Test
    void changeUnderAnOldFenceIsRefused() {
        SharedLock lock = manager.lock("owner");
        SharedDict<String, Integer> old;
        SharedCounter oldCount;
        try (Hold first = lock.acquire()) {
            assertThat(first.fence()).isPositive();
            old = manager.<String, Integer>dict("guarded").withFence(lock);
            oldCount = manager.counter("guarded count").withFence(lock);
            old.put("a", 1);
            oldCount.add(1);
        }
        assertThatThrownBy(() -> manager.dict("guarded").withFence(lock)).isInstanceOf(BadInputException.class);
        try (Hold second = lock.acquire()) {
            assertThat(second.fence()).isPositive();
            manager.dict("guarded").withFence(lock);
            manager.counter("guarded count").withFence(lock);
            assertThatThrownBy(() -> old.put("a", 2)).isInstanceOf(StaleFenceException.class);
            assertThatThrownBy(() -> old.put("in another part " + 17, 2)).isInstanceOf(StaleFenceException.class);
            assertThatThrownBy(() -> oldCount.add(1)).isInstanceOf(StaleFenceException.class);
        }
        assertThat(manager.dict("guarded").toMap()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void handlesAreValues() {
        SharedDict<String, SharedList<String>> lists = manager.dict("lists");
        SharedList<String> list = manager.list("inner");
        lists.put("one", list);
        lists.get("one").append("x");
        assertThat(list.toList()).containsExactly("x");
        assertThat(lists.get("one")).isEqualTo(list);
        manager.namespace("space").set("all", new ArrayList<>(List.of(list, manager.counter("c"))));
        assertThat(manager.namespace("space").get("all")).isEqualTo(List.of(list, manager.counter("c")));
    }

    @Test
    void tasksShareByNameAndByCapturedHandle() {
        SharedCounter captured = manager.counter("captured");
        try (Pool pool = grid.pool()) {
            List<String> scopes = pool.map(
                    (Integer n, io.workgrid.api.task.TaskContext context) -> {
                        captured.add(n);
                        context.manager().grid().counter("named").add(n);
                        context.manager().counter("of the job").add(n);
                        return context.manager().scope();
                    },
                    List.of(1, 2, 3, 4));
            assertThat(scopes).allMatch(scope -> scope.startsWith("j-"));
            assertThat(grid.manager(new io.workgrid.api.JobId(scopes.get(0)))
                            .counter("of the job")
                            .get())
                    .isEqualTo(10);
        }
        assertThat(captured.get()).isEqualTo(10);
        assertThat(manager.counter("named").get()).isEqualTo(10);
    }

    @Test
    void objectThatNobodyChangesExpires() {
        manager.dict("old").put("a", 1);
        manager.dict("stays").put("a", 1);
        assertThat(manager.expireAfter("none", Duration.ofSeconds(1))).isFalse();
        assertThat(manager.expireAfter("old", Duration.ofHours(1))).isTrue();
        assertThat(manager.objects())
                .extracting(view -> view.name() + (view.expiresMillis() == null ? "" : " expires"))
                .containsExactly("old expires", "stays");
        Expiry expiry = new Expiry((SharedScope) manager);
        long used = manager.objects().get(0).usedMillis();
        expiry.sweep(used + 3_599_999);
        assertThat(manager.objects()).hasSize(2);
        expiry.sweep(used + 3_600_000);
        assertThat(manager.objects()).extracting(SharedView::name).containsExactly("stays");
        assertThat(expiry.all()).isEmpty();
        assertThatThrownBy(() -> manager.expireAfter("stays", Duration.ofMillis(999)))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void limitsAreRefusedByName() {
        SharedDict<String, byte[]> dict = manager.dict("large");
        assertThatThrownBy(() -> dict.put("a", new byte[2 << 20]))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1048576");
        assertThatThrownBy(() -> manager.dict("")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> manager.queue("q", 0)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> manager.dict("d").put("key", new Object()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("java.lang.Object");
        assertThat(manager.objects()).isEmpty();
    }
}
