package io.workgrid.cli.look;

import io.workgrid.api.view.SpanView;
import io.workgrid.cli.output.Blocks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What each worker did over a stretch of time, one line each. */
final class Lanes {
    private static final long NANOS = 1_000_000;

    private Lanes() {}

    /**
     * One worker.
     *
     * @param node its node
     * @param worker its number there
     * @param spans what it ran, by start
     */
    record Lane(String node, int worker, List<SpanView> spans) {

        /** How much of the stretch it was busy, 0 to 1. */
        double busy(long fromMillis, long toMillis) {
            double sum = 0;
            for (SpanView span : spans) {
                sum += within(span, (double) fromMillis, (double) toMillis);
            }
            return toMillis <= fromMillis ? 0 : Math.min(1, sum / (toMillis - fromMillis));
        }

        /** A mark for each part of the stretch. */
        String line(long fromMillis, long toMillis, int cells, Blocks blocks) {
            double width = Math.max(1e-9, (toMillis - fromMillis) / (double) cells);
            double[] busy = new double[cells];
            for (SpanView span : spans) {
                int first = (int) Math.max(0, Math.floor((span.startedMillis() - fromMillis) / width));
                int last = (int) Math.min(cells - 1, Math.floor((end(span) - fromMillis) / width));
                for (int cell = first; cell <= last; cell++) {
                    busy[cell] += within(span, fromMillis + cell * width, fromMillis + (cell + 1) * width) / width;
                }
            }
            StringBuilder line = new StringBuilder();
            for (double share : busy) {
                line.append(blocks.shade(share));
            }
            return line.toString();
        }

        private static double within(SpanView span, double from, double to) {
            return Math.max(0, Math.min(to, end(span)) - Math.max(from, (double) span.startedMillis()));
        }
    }

    /** When a span was over, in ms since the epoch. */
    static double end(SpanView span) {
        return span.startedMillis() + span.durationNanos() / (double) NANOS;
    }

    /** The workers that ran anything, by node and number. */
    static List<Lane> of(List<SpanView> spans) {
        Map<String, Map<Integer, List<SpanView>>> nodes = new TreeMap<>();
        for (SpanView span : spans) {
            nodes.computeIfAbsent(span.node(), node -> new TreeMap<>())
                    .computeIfAbsent(span.worker(), worker -> new ArrayList<>())
                    .add(span);
        }
        List<Lane> lanes = new ArrayList<>();
        nodes.forEach((node, workers) -> workers.forEach((worker, ran) -> {
            ran.sort(Comparator.comparingLong(SpanView::startedMillis));
            lanes.add(new Lane(node, worker, ran));
        }));
        return lanes;
    }
}
