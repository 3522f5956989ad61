package io.workgrid.cli.output;

import io.workgrid.api.view.JobPhase;
import java.util.ArrayList;
import java.util.List;

/** The words of a progress line, which plain and live progress share. */
final class ProgressLine {
    private static final String GAP = "   ";

    private ProgressLine() {}

    /** {@code 62 %   31 204/50 000   64.7/s   20 failed   8m02s   ETA ~4m50s}. */
    static List<String> words(Look look, Pace pace) {
        List<String> words = new ArrayList<>();
        long known = look.known();
        if (known >= 0) {
            words.add(look.percents() + " %");
        }
        words.add(Figures.count(look.settled()) + (known < 0 ? " done" : "/" + Figures.count(known)));
        if (look.settled() > look.skipped()) {
            words.add(Figures.rate(pace.recent()));
        }
        number(words, look.job().failed(), "failed");
        number(words, look.job().unknown(), "unknown");
        number(words, look.job().cancelled(), "cancelled");
        number(words, look.job().retried(), "retried");
        if (look.job().phase() == JobPhase.STOPPING || look.job().phase() == JobPhase.PAUSED) {
            words.add(look.job().phase() == JobPhase.PAUSED ? "paused" : "stopping");
        }
        words.add(Figures.duration(look.elapsedMillis()));
        if (known < 0 || look.settled() < known) {
            words.add("ETA " + pace.eta(known));
        }
        return words;
    }

    static String of(Look look, Pace pace) {
        return look.job().name() + GAP + String.join(GAP, words(look, pace));
    }

    private static void number(List<String> words, long number, String what) {
        if (number > 0) {
            words.add(Figures.count(number) + " " + what);
        }
    }
}
