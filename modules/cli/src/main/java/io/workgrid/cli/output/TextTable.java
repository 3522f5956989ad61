package io.workgrid.cli.output;

import java.util.List;

/** Aligned columns. */
public final class TextTable {
    private TextTable() {}

    /** Lines of cells, each column as wide as its widest cell, with two blanks between. */
    public static List<String> lines(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(cell).append(" ".repeat(widths[i] - Columns.width(cell) + 2));
        }
        return line.toString().stripTrailing();
    }
}
