package io.workgrid.cli.output;

import java.util.function.Consumer;

/** A line at 0 %, then at every 10 % or after 30 s, whichever comes first; never a carriage return. */
final class PlainProgress implements Progress {
    private static final int STEP_PERCENT = 10;
    private static final long STEP_MILLIS = 30_000;

    private final Consumer<String> lines;
    private final Pace pace;
    private final long quietMillis;
    private boolean begun;
    private int percents;
    private long shownMillis;

    /**
     * @param quietMillis a job that ends sooner shows no progress at all
     */
    PlainProgress(Consumer<String> lines, long startMillis, long quietMillis) {
        this.lines = lines;
        this.pace = new Pace(startMillis);
        this.quietMillis = quietMillis;
    }

    @Override
    public void show(Look look) {
        pace.seen(look.nowMillis(), look.settled());
        if (look.elapsedMillis() < quietMillis || (look.job().phase().ended() && begun)) {
            return;
        }
        boolean further = look.percents() / STEP_PERCENT > percents / STEP_PERCENT;
        boolean later = look.nowMillis() - shownMillis >= STEP_MILLIS;
        if (!begun || further || later) {
            lines.accept(ProgressLine.of(look, pace));
            begun = true;
            percents = Math.max(0, look.percents());
            shownMillis = look.nowMillis();
        }
    }
}
