package io.workgrid.bench.scale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws efficiency over workers as SVG, panels side by side. It has a ground of its own, light or dark as the reader's screen is. */
final class Figure {
    private static final int PANEL = 500;
    private static final int LEFT = 50;
    private static final int PLOT_WIDTH = 290;
    private static final int TOP = 50;
    private static final int PLOT_HEIGHT = 260;
    private static final int HEIGHT = 370;
    private static final int LABEL_GAP = 15;
    /** The axis goes from ten workers over so many powers of ten. */
    private static final int DECADES = 3;

    private static final String STYLE = """
            <style>
              text { font: 12px sans-serif; fill: #1f2328 } .ground { fill: #ffffff } .grid { stroke: #d0d7de }
              path { fill: none; stroke-width: 2 } .dashed { stroke-dasharray: 5 4 } .title { font-weight: bold }
              .c0 { stroke: #b3261e } .c1 { stroke: #0b62c4 } .c2 { stroke: #1a7f37 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 } .ground { fill: #0d1117 } .grid { stroke: #30363d }
                .c0 { stroke: #ff8a80 } .c1 { stroke: #6cb6ff } .c2 { stroke: #57d67d }
              }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();
    private final List<Panel> panels;

    /** A diagram of the figure. */
    record Panel(String title, List<Curve> curves) {}

    Figure(List<Panel> panels) {
        this.panels = panels;
    }

    String svg() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" role=\"img\">",
                panels.size() * PANEL, HEIGHT);
        add("<title>Efficiency over workers: one ledger and shards</title>");
        svg.append(STYLE);
        add("<rect class=\"ground\" width=\"100%%\" height=\"100%%\"/>");
        for (int n = 0; n < panels.size(); n++) {
            add("<g transform=\"translate(%d 0)\">", n * PANEL);
            axes(panels.get(n).title());
            panels.get(n).curves().forEach(this::line);
            labels(panels.get(n).curves());
            add("</g>");
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(String title) {
        text(LEFT, TOP - 22, "class=\"title\"", title);
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double at = y(tenth / 10.0);
            add("<path class=\"grid\" d=\"M%d %.1fh%d\"/>", LEFT, at, PLOT_WIDTH);
            text(LEFT - 6, at + 4, "text-anchor=\"end\"", tenth * 10 + " %");
        }
        for (int decade = 0; decade <= DECADES; decade++) {
            int workers = (int) Math.pow(10, decade + 1.0);
            double at = x(workers);
            add("<path class=\"grid\" d=\"M%.1f %dv%d\"/>", at, TOP, PLOT_HEIGHT);
            text(at, TOP + PLOT_HEIGHT + 18, "text-anchor=\"middle\"", String.format(Locale.ROOT, "%,d", workers));
        }
        text(LEFT + PLOT_WIDTH / 2.0, HEIGHT - 18, "text-anchor=\"middle\"", "workers, 8 to a node");
    }

    private void line(Curve curve) {
        StringBuilder path = new StringBuilder();
        for (Curve.Point point : curve.points()) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.length() == 0 ? "M" : "L",
                    x(point.workers()),
                    y(point.efficiency())));
        }
        add("<path class=\"c%d%s\" d=\"%s\"/>", curve.colour(), curve.dashed() ? " dashed" : "", path);
    }

    /** Each at the end of its line, pushed apart where they would overlap, with a leader to the line. */
    private void labels(List<Curve> curves) {
        List<Curve> fromTop = new ArrayList<>(curves);
        fromTop.sort(Comparator.comparingDouble(Curve::last).reversed());
        double lowest = y(0);
        double[] at = new double[fromTop.size()];
        for (int n = 0; n < at.length; n++) {
            at[n] = Math.max(y(fromTop.get(n).last()), n == 0 ? 0 : at[n - 1] + LABEL_GAP);
        }
        for (int n = at.length - 1; n >= 0; n--) {
            at[n] = Math.min(at[n], lowest - (at.length - 1.0 - n) * LABEL_GAP);
        }
        int end = LEFT + PLOT_WIDTH;
        for (int n = 0; n < at.length; n++) {
            Curve curve = fromTop.get(n);
            String leader = String.format(Locale.ROOT, "M%d %.1fL%d %.1fh20", end, y(curve.last()), end + 10, at[n]);
            add("<path class=\"c%d%s\" d=\"%s\"/>", curve.colour(), curve.dashed() ? " dashed" : "", leader);
            text(end + 34, at[n] + 4, "", curve.label());
        }
    }

    private static double x(int workers) {
        return LEFT + PLOT_WIDTH * (Math.log10(workers) - 1) / DECADES;
    }

    private static double y(double efficiency) {
        return TOP + PLOT_HEIGHT * (1 - efficiency);
    }

    private void text(double x, double y, String attributes, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" %s>%s</text>", x, y, attributes, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
