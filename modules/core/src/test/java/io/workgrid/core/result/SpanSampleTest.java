package io.workgrid.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.SpanView;
import org.junit.jupiter.api.Test;

/** A sample that stays small and says what it left out. */
class SpanSampleTest {

    private static SpanSample spans(int count) {
        SpanSample sample = new SpanSample();
        for (int n = 0; n < count; n++) {
            sample.add(new SpanView("n1", 0, n, 1, n, 1));
        }
        return sample;
    }

    @Test
    void allSpansAreKeptWhileThereIsRoom() {
        SpanSample sample = spans(SpanSample.MOST);
        assertThat(sample.spans()).hasSize(SpanSample.MOST);
        assertThat(sample.every()).isEqualTo(1);
    }

    @Test
    void spansAreThinnedEvenly() {
        for (int count : new int[] {SpanSample.MOST + 1, 35_000, 123_457}) {
            SpanSample sample = spans(count);
            assertThat(sample.seen()).isEqualTo(count);
            assertThat(sample.spans()).hasSizeBetween(SpanSample.MOST / 2, SpanSample.MOST);
            for (int n = 0; n < sample.spans().size(); n++) {
                assertThat(sample.spans().get(n).firstIndex()).isEqualTo(n * sample.every());
            }
        }
    }
}
