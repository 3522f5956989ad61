package io.workgrid.cli.output;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * A terminal: lines that stay, and a block at the end that is redrawn. What else writes to the same terminal does so through
 * {@link #around}. Any thread may use it.
 */
public final class Screen {
    private final PrintStream err;
    private List<String> block = List.of();
    private boolean atLineStart = true;

    public Screen(PrintStream err) {
        this.err = err;
    }

    /** What writes to the terminal by itself. */
    interface Writing {
        /** Writes; tells whether the cursor is at the start of a line. */
        boolean run() throws IOException;
    }

    /** Shows the block instead of the one before. */
    public synchronized void block(List<String> lines) {
        StringBuilder out = new StringBuilder(erased());
        draw(out, lines);
        err.print(out);
        err.flush();
    }

    /** Takes the block away. */
    public synchronized void clear() {
        block(List.of());
    }

    /** Writes lines that stay, above the block. */
    synchronized void line(String line) {
        StringBuilder out = new StringBuilder(erased())
                .append(atLineStart ? "" : "\n")
                .append(line)
                .append('\n');
        atLineStart = true;
        draw(out, block);
        err.print(out);
        err.flush();
    }

    /**
     * Runs what writes to the terminal by itself, with the block out of its way. Behind a line that has no end yet there is no block.
     */
    synchronized void around(Writing writing) throws IOException {
        List<String> before = block;
        clear();
        atLineStart = writing.run();
        block(before);
    }

    private void draw(StringBuilder out, List<String> lines) {
        block = atLineStart ? List.copyOf(lines) : List.of();
        out.append(String.join("\n", block));
    }

    private String erased() {
        return block.isEmpty() ? "" : "\r" + "\u001b[A".repeat(block.size() - 1) + "\u001b[J";
    }
}
