package io.workgrid.hazelcast.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import io.workgrid.api.JobId;
import io.workgrid.engine.page.ResultBlock;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AheadTest {
    private static final JobId JOB = new JobId("j-test");

    private final Map<String, ResultBlock> kept = new HashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private final Ahead ahead = new Ahead(map());

    @SuppressWarnings("unchecked") // the only method that is called
    private IMap<String, ResultBlock> map() {
        return (IMap<String, ResultBlock>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IMap.class}, (self, method, given) -> {
                    assertThat(method.getName()).isEqualTo("getAsync");
                    String key = (String) given[0];
                    asked.add(Long.parseLong(key.substring(Keys.index(JOB, 0).length() - 1)));
                    return CompletableFuture.completedFuture(kept.get(key));
                });
    }

    private ResultBlock block(long first, int count, int bytes) {
        ResultBlock block = new ResultBlock(
                new ResultBlock.Head(1, first, count, 1, "n", 0, 0, 0, true, new byte[0]), new byte[bytes]);
        kept.put(Keys.index(JOB, first), block);
        return block;
    }

    @Test
    void afterTwoBlocksOfOneSizeTheNextOnesAreGuessed() {
        List<ResultBlock> blocks = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            blocks.add(block(5L * n, 5, 10));
        }
        ahead.ask(JOB, blocks.get(0), index -> index < 100);
        assertThat(asked).containsExactly(5L);
        assertThat(ahead.take(JOB, 5)).isSameAs(blocks.get(1));
        ahead.ask(JOB, blocks.get(1), index -> index < 30);
        assertThat(asked).containsExactly(5L, 10L, 15L, 20L, 25L);
        assertThat(ahead.take(JOB, 10)).isSameAs(blocks.get(2));
        ahead.ask(JOB, blocks.get(2), index -> index < 100);
        assertThat(asked).hasSize(1 + Ahead.DEPTH + 1).endsWith(30L, 35L, 40L, 45L, 50L);
        assertThat(ahead.take(JOB, 15)).isSameAs(blocks.get(3));
    }

    @Test
    void aWrongGuessIsNoBlockAndIsForgotten() {
        ResultBlock first = block(0, 5, 10);
        ResultBlock second = block(5, 5, 10);
        block(10, 3, 10);
        ahead.ask(JOB, first, index -> true);
        ahead.ask(JOB, second, index -> true);
        ResultBlock third = ahead.take(JOB, 10);
        assertThat(third).isNotNull();
        assertThat(third.head().count()).isEqualTo(3);
        assertThat(ahead.take(JOB, 15)).isNull();
        ResultBlock fourth = block(13, 3, 10);
        ahead.ask(JOB, third, index -> true);
        assertThat(ahead.take(JOB, 13)).isSameAs(fourth);
        ahead.forget(JOB);
        assertThat(ahead.take(JOB, 16)).isNull();
    }

    @Test
    void largeBlocksAreNotHeldInNumbers() {
        ResultBlock first = block(0, 5, 4 << 20);
        ahead.ask(JOB, first, index -> true);
        ahead.ask(JOB, block(5, 5, 4 << 20), index -> true);
        assertThat(asked).containsExactly(5L, 10L);
    }
}
