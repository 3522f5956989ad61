package io.workgrid.core.result;

import io.workgrid.api.view.SpanView;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of a job's spans, evenly thinned: every n-th that came, where n doubles whenever there are too many. Mutable, confined to one thread
 * at a time.
 */
public final class SpanSample {
    /** The most spans that are kept. */
    public static final int MOST = 10_000;

    private final List<SpanView> kept = new ArrayList<>();
    private long seen;
    private long every = 1;

    /** Keeps the span if it is its turn. */
    public void add(SpanView span) {
        if (seen++ % every != 0) {
            return;
        }
        if (kept.size() == MOST) {
            thin();
            if ((seen - 1) % every != 0) {
                return;
            }
        }
        kept.add(span);
    }

    private void thin() {
        for (int n = 0; n < MOST / 2; n++) {
            kept.set(n, kept.get(2 * n));
        }
        kept.subList(MOST / 2, MOST).clear();
        every *= 2;
    }

    /** What was kept, in the order in which it came. */
    public List<SpanView> spans() {
        return List.copyOf(kept);
    }

    /** How many came. */
    public long seen() {
        return seen;
    }

    /** One of how many was kept; 1: all. */
    public long every() {
        return every;
    }
}
