package io.workgrid.cli.output;

import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.NodeView;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** A block at the end of the terminal, redrawn at most five times a second and never wider than the terminal. */
final class LiveProgress implements Progress {
    private static final int WIDEST_BAR = 25;
    private static final int NARROWEST_BAR = 8;
    private static final int MOST_NODES = 8;
    private static final int NODE_BAR = 8;
    private static final String GAP = "   ";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Screen screen;
    private final IntSupplier columns;
    private final boolean colour;
    private final Blocks blocks;
    private final Pace pace;
    private final long quietMillis;

    LiveProgress(
            Screen screen, IntSupplier columns, boolean colour, Charset charset, long startMillis, long quietMillis) {
        this.screen = screen;
        this.columns = columns;
        this.colour = colour;
        this.blocks = Blocks.of(charset);
        this.pace = new Pace(startMillis);
        this.quietMillis = quietMillis;
    }

    @Override
    public void show(Look look) {
        pace.seen(look.nowMillis(), look.settled());
        if (look.elapsedMillis() >= quietMillis && !look.job().phase().ended()) {
            screen.block(lines(look));
        }
    }

    @Override
    public void end() {
        screen.clear();
    }

    List<String> lines(Look look) {
        int width = Math.max(20, columns.getAsInt() - 1);
        List<String> lines = new ArrayList<>();
        lines.add(red(Columns.fit(main(look, width), width), look.job().failed()));
        if (!look.nodes().isEmpty()) {
            lines.add(Columns.fit(nodes(look.nodes()), width));
        }
        if (!look.errors().isEmpty()) {
            lines.add(Columns.fit(error(look, look.errors().get(0)), width));
        }
        return lines;
    }

    private String main(Look look, int width) {
        String name = Columns.printable(look.job().name());
        String words = String.join(GAP, ProgressLine.words(look, pace));
        int room = width - 2 - Columns.width(name) - 2 - 2 - Columns.width(words);
        if (look.percents() < 0 || room < NARROWEST_BAR) {
            return "  " + name + "  " + words;
        }
        return "  " + name + "  " + blocks.bar(look.settled(), look.known(), Math.min(room, WIDEST_BAR)) + "  " + words;
    }

    private String nodes(List<NodeView> nodes) {
        StringBuilder line = new StringBuilder();
        for (NodeView node : nodes.subList(0, Math.min(nodes.size(), MOST_NODES))) {
            line.append(line.length() == 0 ? "  " : GAP)
                    .append(node.name())
                    .append(' ')
                    .append(blocks.bar(node.busy(), node.workers(), Math.min(NODE_BAR, node.workers())))
                    .append(' ')
                    .append(node.busy())
                    .append('/')
                    .append(node.workers());
        }
        return line.append(nodes.size() > MOST_NODES ? "   +" + (nodes.size() - MOST_NODES) + " more" : "")
                .toString();
    }

    private static String error(Look look, ErrorView error) {
        return "  " + error.count() + "x  " + Columns.printable(ErrorText.of(error.example())) + GAP + "last "
                + Figures.duration(Math.max(0, look.nowMillis() - error.lastMillis())) + " ago";
    }

    private String red(String line, long failed) {
        String words = Figures.count(failed) + " failed";
        return colour && failed > 0 ? line.replace(words, RED + words + PLAIN) : line;
    }
}
