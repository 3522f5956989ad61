package io.workgrid.server.grid;

import java.util.Map;

/** Numbers in the text form of Prometheus. For one thread. */
final class Exposition {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder out = new StringBuilder();

    /** A metric with one value. */
    void one(String name, String kind, String help, double value) {
        head(name, kind, help);
        line(name, "", value);
    }

    /** A metric with a value for each of a label. */
    void each(String name, String kind, String help, String label, Map<String, ? extends Number> values) {
        head(name, kind, help);
        values.forEach((key, value) -> line(name, "{" + label + "=\"" + escaped(key) + "\"}", value.doubleValue()));
    }

    /**
     * A histogram.
     *
     * @param counts how many there were up to each bound, the last one {@code +Inf}
     */
    void histogram(String name, String help, Map<String, Long> counts, double sum) {
        head(name, "histogram", help);
        long all = 0;
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            line(
                    name + "_bucket",
                    "{le=\"" + each.getKey() + "\"}",
                    each.getValue().doubleValue());
            all = each.getValue();
        }
        line(name + "_sum", "", sum);
        line(name + "_count", "", (double) all);
    }

    private void head(String name, String kind, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
    }

    private void line(String name, String labels, double value) {
        out.append(name).append(labels).append(' ');
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            out.append(value);
        }
        out.append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
