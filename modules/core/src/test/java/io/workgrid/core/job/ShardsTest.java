package io.workgrid.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.Halt;
import io.workgrid.api.JobOptions;
import io.workgrid.core.ledger.LedgerSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How jobs are laid out. */
class ShardsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "100000, 1", "100001, 2", "1000000, 10", "1000000000, 64", "9000000000000000000, 64"})
    void aShardHoldsAboutAHundredThousandItems(long items, int count) {
        List<LedgerSpec> shards = Shards.of(items, JobOptions.DEFAULT, 0, 1);
        assertThat(shards).hasSize(count);
        long at = 0;
        for (LedgerSpec shard : shards) {
            assertThat(shard.first()).isEqualTo(at);
            assertThat(shard.end() - at).isBetween(items / count, items / count + 1);
            at = shard.end();
        }
        assertThat(at).isEqualTo(items);
    }

    @Test
    void aJobWithOneNumberForAllHasOneShard() {
        assertThat(Shards.of(9_000_000, JobOptions.DEFAULT.withParallelism(3), 0, 1))
                .hasSize(1);
        assertThat(Shards.of(9_000_000, JobOptions.DEFAULT.withHalt(Halt.atFailures(Halt.When.NOW, 1)), 0, 1))
                .hasSize(1);
        assertThat(Shards.of(Shards.OPEN, JobOptions.DEFAULT, 0, 1))
                .extracting(LedgerSpec::end)
                .containsExactly(LedgerSpec.OPEN);
    }

    @Test
    void theDeadlineCountsFromSubmit() {
        JobOptions options = JobOptions.DEFAULT.withDeadline(Duration.ofSeconds(2));
        assertThat(Shards.of(1, options, 1_000, 1))
                .extracting(LedgerSpec::deadlineMillis)
                .containsExactly(3_000L);
        assertThat(Shards.of(1, JobOptions.DEFAULT, 1_000, 1))
                .extracting(LedgerSpec::deadlineMillis)
                .containsExactly(0L);
    }

    @Test
    void everyItemIsInItsShard() {
        List<LedgerSpec> shards = Shards.of(345_678, JobOptions.DEFAULT, 0, 1);
        for (int n = 0; n < shards.size(); n++) {
            assertThat(Shards.shardOf(shards, shards.get(n).first())).isEqualTo(n);
            assertThat(Shards.shardOf(shards, shards.get(n).end() - 1)).isEqualTo(n);
        }
        assertThatThrownBy(() -> Shards.shardOf(shards, 345_678)).hasMessage("item 345678 is in none of 4 shards");
        assertThat(Shards.shardOf(Shards.of(Shards.OPEN, JobOptions.DEFAULT, 0, 1), 1L << 60))
                .isZero();
    }

    @Test
    void aNegativeNumberOfItemsIsRefused() {
        assertThatThrownBy(() -> Shards.of(-2, JobOptions.DEFAULT, 0, 1))
                .hasMessage("item count is -2; wanted at least 0, or -1");
    }
}
