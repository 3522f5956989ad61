package io.workgrid.cli.output;

import java.nio.charset.Charset;

/**
 * What each stream is connected to, asked per descriptor.
 *
 * @param in whether stdin is a terminal
 * @param out whether stdout is a terminal
 * @param err whether stderr is a terminal
 * @param columns the width of the terminal of stderr; 80 when that is not known
 * @param colour whether stderr may be coloured
 * @param live whether stderr can be redrawn: a terminal that is not dumb
 * @param outCharset what stdout is written in
 * @param errCharset what stderr is written in
 */
public record Terminals(
        boolean in,
        boolean out,
        boolean err,
        int columns,
        boolean colour,
        boolean live,
        Charset outCharset,
        Charset errCharset) {

    /** The same with another word on stdout. */
    Terminals withOut(boolean terminal) {
        return new Terminals(in, terminal, err, columns, colour, live, outCharset, errCharset);
    }
}
