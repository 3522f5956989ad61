package io.workgrid.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import org.junit.jupiter.api.Test;

/** Records that stay small and say what they left out. */
class BoundedRecordsTest {

    private static SpanSample spans(int count) {
        SpanSample sample = new SpanSample();
        for (int n = 0; n < count; n++) {
            sample.add(new SpanView("n1", 0, n, 1, n, 1));
        }
        return sample;
    }

    private static ItemView item(long index, Outcome outcome) {
        return new ItemView(index, null, outcome, 1, "n1", 0, 1, 1, null, null);
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

    @Test
    void itemsAreRememberedInOrderUpToTheLimit() {
        ItemRecord record = new ItemRecord(3);
        for (long index : new long[] {4, 1, 3, 2, 0}) {
            record.add(item(index, Outcome.DONE));
        }
        assertThat(record.items()).extracting(ItemView::index).containsExactly(0L, 1L, 2L);
        assertThat(record.dropped()).isEqualTo(2);
    }

    @Test
    void doneItemsGiveWayToOthers() {
        ItemRecord record = new ItemRecord(3);
        for (long index = 0; index < 5; index++) {
            record.add(item(index, Outcome.DONE));
            record.add(item(index + 10, Outcome.FAILED));
        }
        assertThat(record.items()).extracting(ItemView::index).containsExactly(10L, 11L, 12L);
        assertThat(record.dropped()).isEqualTo(7);
    }
}
