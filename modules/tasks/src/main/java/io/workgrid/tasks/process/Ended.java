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
     * What was written to one stream.
     *
     * @param content the first bytes, as many as are kept: a {@code String}, never with half a character, where they are UTF-8, else
     *     the bytes as they are in a {@code byte[]}
     * @param cutBytes how many bytes followed and were dropped
     * @param tail the last bytes, at most 8 KiB, whether or not {@code content} was cut, read as UTF-8; a byte that is none becomes
     *     U+FFFD
     * @param beforeTailBytes how many bytes came before {@code tail}
     */
    public record Output(Object content, long cutBytes, String tail, long beforeTailBytes) {}
}
