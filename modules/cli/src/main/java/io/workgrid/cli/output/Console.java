package io.workgrid.cli.output;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The three streams of the process and what is known about them.
 *
 * @param in stdin
 * @param out stdout, not buffered
 * @param err stderr, flushed at each line
 * @param terminals what the streams are connected to
 * @param env the environment
 */
public record Console(InputStream in, OutputStream out, PrintStream err, Terminals terminals, Map<String, String> env) {

    public Console {
        env = Map.copyOf(env);
    }

    /** The same with results going elsewhere, as into a file. */
    public Console withOut(OutputStream to) {
        return new Console(in, to, err, terminals.withOut(false), env);
    }
}
