package io.workgrid.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobHandle;
import io.workgrid.api.JobSpec;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.shared.SharedCounter;
import io.workgrid.api.shared.SharedDict;
import io.workgrid.api.shared.SharedList;
import io.workgrid.api.shared.SharedLock;
import io.workgrid.api.shared.SharedQueue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handles as values: in other objects, as items, as results, captured by a task. */
interface ReferenceCases extends Cases {

    @Test
    default void dictOfListsHoldsTheListsThemselves() {
        Manager manager = stage().manager();
        SharedDict<String, SharedList<Integer>> byCity = manager.dict("by city");
        SharedList<Integer> riga = manager.list("riga");
        byCity.put("riga", riga);
        requireNonNull(byCity.get("riga")).append(5);
        riga.append(6);
        SharedDict<String, SharedList<Integer>> elsewhere = stage().elsewhere().dict("by city");
        assertThat(requireNonNull(elsewhere.get("riga")).toList()).containsExactly(5, 6);
        assertThat(byCity.get("riga")).isEqualTo(riga);
    }

    @Test
    default void referencesGoThroughListsQueuesAndNamespaces() {
        Manager manager = stage().manager();
        SharedCounter counter = manager.counter("counter");
        SharedList<SharedCounter> list = manager.list("list");
        list.append(counter);
        list.get(0).add(1);
        SharedQueue<SharedCounter> queue = manager.queue("queue");
        queue.put(counter);
        queue.getDone().add(10);
        manager.namespace("names").set("counter", counter);
        manager.namespace("names").get("counter", SharedCounter.class).add(100);
        manager.<SharedCounter>channel("channel", 1).send(counter);
        manager.<SharedCounter>channel("channel", 1).receive().orElseThrow().add(1_000);
        assertThat(counter.get()).isEqualTo(1_111);
    }

    @Test
    default void referencesAreFoundInsideOfValues() {
        Manager manager = stage().manager();
        SharedDict<String, List<Object>> dict = manager.dict("dict");
        dict.put("k", List.of("text", manager.counter("counter")));
        ((SharedCounter) requireNonNull(dict.get("k")).get(1)).add(3);
        assertThat(manager.counter("counter").get()).isEqualTo(3);
    }

    @Test
    default void removingAReferenceLeavesTheObject() {
        Manager manager = stage().manager();
        SharedDict<String, SharedCounter> dict = manager.dict("dict");
        SharedCounter counter = manager.counter("counter");
        counter.add(1);
        dict.put("k", counter);
        dict.remove("k");
        manager.remove("dict");
        assertThat(counter.get()).isEqualTo(1);
    }

    @Test
    default void taskCapturesAHandle() {
        SharedCounter counter = stage().manager().counter("counter");
        SharedDict<Integer, Integer> squares = stage().manager().dict("squares");
        stage().grid()
                .pool()
                .map(
                        n -> {
                            squares.put(n, n * n);
                            return counter.increment();
                        },
                        Stage.range(30));
        assertThat(counter.get()).isEqualTo(30);
        assertThat(squares.toMap()).hasSize(30).containsEntry(7, 49);
    }

    @Test
    default void handleIsAnItemAndAResult() {
        SharedList<Integer> list = stage().manager().list("list");
        List<SharedList<Integer>> results = stage().grid()
                .pool()
                .map(
                        given -> {
                            given.append(1);
                            return given;
                        },
                        List.of(list, list));
        assertThat(results).containsExactly(list, list);
        results.get(0).append(2);
        assertThat(list.size()).isEqualTo(3);
    }

    @Test
    default void lockOfAJobTravelsToTheClient() {
        JobHandle<SharedLock> job = stage().grid()
                .submit(JobSpec.<Integer, SharedLock>of(
                        (n, context) -> context.manager().lock("lock"), List.of(1)));
        job.await(Eventually.DEADLINE);
        SharedLock lock = stage().grid().manager(job.id()).lock("lock");
        stage().grid().manager(job.id()).<String, SharedLock>dict("locks").put("mine", lock);
        SharedLock found = requireNonNull(stage().grid()
                .manager(job.id())
                .<String, SharedLock>dict("locks")
                .get("mine"));
        found.acquire();
        assertThat(lock.held()).isTrue();
        lock.release();
    }
}
