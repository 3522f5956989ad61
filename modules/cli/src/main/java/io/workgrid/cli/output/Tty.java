package io.workgrid.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jline.nativ.CLibrary;
import org.jline.nativ.JLineNativeLoader;
import org.jspecify.annotations.Nullable;

/** Asks the system what the streams of this process are connected to, each by its own descriptor. */
public final class Tty {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int USUAL_WIDTH = 80;
    private static final int USUAL_HEIGHT = 24;

    private Tty() {}

    /**
     * The console of this process.
     *
     * @param colour {@code auto}, {@code always} or {@code never}
     */
    public static Console console(String colour) {
        Map<String, String> env = System.getenv();
        boolean err = isTerminal(STDERR);
        boolean dumb = "dumb".equals(env.get("TERM"));
        boolean wanted = err && !dumb && env.getOrDefault("NO_COLOR", "").isEmpty();
        Charset charset = charset(System.getProperty("grid.charset"));
        Terminals terminals = new Terminals(
                isTerminal(STDIN),
                isTerminal(STDOUT),
                err,
                err ? columns() : USUAL_WIDTH,
                colour.equals("always") || (wanted && !colour.equals("never")),
                err && !dumb,
                StandardCharsets.UTF_8,
                charset);
        OutputStream stdout = new FileOutputStream(FileDescriptor.out);
        PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
        return new Console(System.in, stdout, stderr, terminals, env);
    }

    /** The width of the terminal of stderr now. */
    static int columns() {
        try {
            int width = JLineNativeLoader.initialize() ? CLibrary.getTerminalWidth(STDERR) : 0;
            return width > 0 ? width : USUAL_WIDTH;
        } catch (Exception | LinkageError e) {
            return USUAL_WIDTH;
        }
    }

    /** Lines and columns of the terminal of stdout now; 24 and 80 where that is not known. */
    public static int[] size() {
        try {
            CLibrary.WinSize size = new CLibrary.WinSize();
            boolean known = JLineNativeLoader.initialize()
                    && CLibrary.ioctl(STDOUT, CLibrary.TIOCGWINSZ, size) == 0
                    && size.ws_col > 0
                    && size.ws_row > 0;
            return known ? new int[] {size.ws_row, size.ws_col} : new int[] {USUAL_HEIGHT, USUAL_WIDTH};
        } catch (Exception | LinkageError e) {
            return new int[] {USUAL_HEIGHT, USUAL_WIDTH};
        }
    }

    private static boolean isTerminal(int descriptor) {
        // pipes and files are told apart by their name at once, so that the native library is loaded only where there
        // is a terminal
        String target = target(descriptor);
        if (target != null
                && (!target.startsWith("/dev/") || target.equals("/dev/null") || target.equals("/dev/full"))) {
            return false;
        }
        try {
            return JLineNativeLoader.initialize() && CLibrary.isatty(descriptor) == 1;
        } catch (Exception | LinkageError e) {
            return target != null && target.startsWith("/dev/pts/");
        }
    }

    private static @Nullable String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private static Charset charset(@Nullable String told) {
        for (String name :
                new String[] {told, System.getProperty("stderr.encoding"), System.getProperty("sun.stderr.encoding")}) {
            try {
                if (name != null) {
                    return Charset.forName(name);
                }
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                // a locale may name a charset that this Java does not have
            }
        }
        return Charset.defaultCharset();
    }
}
