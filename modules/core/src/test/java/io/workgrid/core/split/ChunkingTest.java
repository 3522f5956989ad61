package io.workgrid.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkingTest {

    @Test
    void chunkIsGivenBackOnlyWhenItRanLongAndSomethingOfItRan() {
        assertThat(Chunking.ranTooLong(250_000_000, 1)).isFalse();
        assertThat(Chunking.ranTooLong(250_000_001, 1)).isTrue();
        assertThat(Chunking.ranTooLong(Long.MAX_VALUE, 0))
                .as("at least one item")
                .isFalse();
    }
}
