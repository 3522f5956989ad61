package io.workgrid.bench.scale;

import java.util.List;

/**
 * A line of the figure.
 *
 * @param label what stands at its end
 * @param colour the number of its colour, from 0
 * @param dashed whether it is drawn so
 * @param points from left to right
 */
record Curve(String label, int colour, boolean dashed, List<Point> points) {

    /**
     * A point of it.
     *
     * @param workers where it stands
     * @param efficiency from 0 to 1
     */
    record Point(int workers, double efficiency) {}

    double last() {
        return points.get(points.size() - 1).efficiency();
    }
}
