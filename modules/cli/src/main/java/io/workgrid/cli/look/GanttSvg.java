package io.workgrid.cli.look;

import io.workgrid.api.view.JobView;
import io.workgrid.api.view.SpanView;
import io.workgrid.cli.output.Figures;
import java.util.List;
import java.util.Locale;

/** The lanes of a job as a picture. */
final class GanttSvg {
    private static final int LEFT = 150;
    private static final int WIDTH = 900;
    private static final int TOP = 34;
    private static final int LANE = 18;
    private static final int BAR = 12;
    private static final int TICKS = 5;
    private static final List<String> COLOURS =
            List.of("#4c78a8", "#f58518", "#54a24b", "#b279a2", "#e45756", "#72b7b2");

    private GanttSvg() {}

    static String of(JobView job, List<SpanView> spans) {
        List<Lanes.Lane> lanes = Lanes.of(spans);
        long from = spans.stream().mapToLong(SpanView::startedMillis).min().orElse(0);
        double to = Math.max(
                from + 1.0, spans.stream().mapToDouble(Lanes::end).max().orElse(0));
        int height = TOP + lanes.size() * LANE + 30;
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + WIDTH + 20,
                height));
        text(out, 10, 18, "start", job.name() + " " + job.id() + ", " + spans.size() + " chunks");
        for (int tick = 0; tick <= TICKS; tick++) {
            int x = LEFT + WIDTH * tick / TICKS;
            out.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>%n",
                    x,
                    TOP - 6,
                    x,
                    height - 26));
            text(out, x, height - 10, "middle", Figures.duration((long) ((to - from) * tick / TICKS)));
        }
        String node = "";
        int colour = -1;
        for (int i = 0; i < lanes.size(); i++) {
            Lanes.Lane lane = lanes.get(i);
            colour = lane.node().equals(node) ? colour : (colour + 1) % COLOURS.size();
            node = lane.node();
            lane(out, lane, TOP + i * LANE, from, to, COLOURS.get(colour));
        }
        return out.append("</svg>\n").toString().replace("\r", "");
    }

    private static void lane(StringBuilder out, Lanes.Lane lane, int y, long from, double to, String colour) {
        text(out, LEFT - 8, y + BAR - 2, "end", lane.node() + " " + lane.worker());
        for (SpanView span : lane.spans()) {
            double x = LEFT + (span.startedMillis() - from) / (to - from) * WIDTH;
            double width = Math.max(0.5, (Lanes.end(span) - span.startedMillis()) / (to - from) * WIDTH);
            out.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\" fill=\"%s\" stroke=\"white\" stroke-width=\"0.3\">"
                            + "<title>items %d to %d, %.1f ms</title></rect>%n",
                    x,
                    y,
                    width,
                    BAR,
                    colour,
                    span.firstIndex(),
                    span.firstIndex() + span.count() - 1,
                    span.durationNanos() / 1e6));
        }
    }

    private static void text(StringBuilder out, int x, int y, String anchor, String text) {
        out.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
