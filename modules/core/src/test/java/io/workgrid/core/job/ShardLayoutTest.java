package io.workgrid.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.core.ledger.LedgerSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How jobs are cut into shards. */
class ShardLayoutTest {

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 1", "1, 1", "499999, 1", "500000, 2", "1000000, 4", "1000001, 4", "9000000000, 64"})
    void theShardsTileAllIndexes(long items, int count) {
        ShardLayout layout = ShardLayout.of(items, JobOptions.DEFAULT);
        assertThat(layout.count()).isEqualTo(count);
        long at = 0;
        for (int shard = 0; shard < count; shard++) {
            assertThat(layout.first(shard)).isEqualTo(at);
            assertThat(layout.shardOf(at)).isEqualTo(shard);
            assertThat(layout.shardOf(layout.end(shard) - 1)).isEqualTo(shard);
            at = layout.end(shard);
        }
        assertThat(at).isEqualTo(Long.MAX_VALUE);
        assertThat(layout.first(count - 1)).isLessThanOrEqualTo(Math.max(0, items));
    }

    @Test
    void aJobWithOneNumberForAllHasOneShard() {
        assertThat(ShardLayout.of(9_000_000, JobOptions.DEFAULT.withParallelism(3))
                        .count())
                .isEqualTo(1);
        Halt halt = Halt.atFailures(Halt.When.NOW, 1);
        assertThat(ShardLayout.of(9_000_000, JobOptions.DEFAULT.withHalt(halt)).count())
                .isEqualTo(1);
    }

    @Test
    void aLedgerBeginsEmptyAtItsShardWithTheDeadlineCountedFromSubmit() {
        JobOptions options = JobOptions.DEFAULT.withDeadline(Duration.ofSeconds(2));
        LedgerSpec spec = new ShardLayout(3, 100).spec(2, options, 1_000, 7);
        assertThat(spec.first()).isEqualTo(200);
        assertThat(spec.end()).isEqualTo(LedgerSpec.OPEN);
        assertThat(spec.deadlineMillis()).isEqualTo(3_000);
        assertThat(new ShardLayout(1, 1).spec(0, JobOptions.DEFAULT, 1_000, 7).deadlineMillis())
                .isZero();
    }

    @Test
    void aLayoutWithoutShardsIsRefused() {
        assertThatThrownBy(() -> new ShardLayout(0, 1)).hasMessage("0 shards of 1");
    }
}
