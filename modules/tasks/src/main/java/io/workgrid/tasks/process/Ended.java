package io.workgrid.tasks.process;

/**
 * How a program ended.
 *
 * @param exit the exit code; the JDK gives 128 + n for a death by signal n, and so do shells for a command of theirs
 * @param stdout what it wrote there
 * @param stderr what it wrote there
 */
public record Ended(int exit, Output stdout, Output stderr) {

    /**
     * What was written to one stream, read as UTF-8; a byte that is none becomes U+FFFD.
     *
     * @param text the first bytes, as many as are kept, never half a character
     * @param cutBytes how many bytes followed and were dropped
     * @param tail the last bytes, at most 8 KiB, whether or not {@code text} was cut
     */
    public record Output(String text, long cutBytes, String tail) {}
}
