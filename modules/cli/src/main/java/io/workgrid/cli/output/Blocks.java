package io.workgrid.cli.output;

import java.nio.charset.Charset;

/**
 * The marks that bars and lanes are made of: blocks, or ASCII where those cannot be written.
 *
 * @param full all of it
 * @param empty nothing of it
 * @param shades from nothing to all
 */
public record Blocks(String full, String empty, String shades) {

    /** What a stream can show. */
    public static Blocks of(Charset charset) {
        return charset.newEncoder().canEncode("█░") ? new Blocks("█", "░", " ░▒▓█") : new Blocks("#", ".", " .:+#");
    }

    /** A bar. */
    public String bar(long part, long whole, int cells) {
        int filled = whole <= 0 ? cells : (int) Math.max(0, Math.min(cells, part * cells / whole));
        return full.repeat(filled) + empty.repeat(cells - filled);
    }

    /** A mark for a share from 0 to 1; the least share that is not nothing has a mark too. */
    public char shade(double share) {
        int last = shades.length() - 1;
        return shades.charAt(share <= 0 ? 0 : (int) Math.max(1, Math.min(last, Math.round(share * last))));
    }
}
