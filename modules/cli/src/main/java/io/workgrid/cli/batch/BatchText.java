package io.workgrid.cli.batch;

import io.workgrid.cli.batch.tree.Source;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a batch file, or stdin. */
final class BatchText {
    /** Batches name their items' files; one that is bigger than this holds data. */
    private static final int MOST_BYTES = 16 << 20;

    private BatchText() {}

    /**
     * @param file a name, or {@code -}
     * @throws ProblemException if it cannot be read
     */
    static Source read(String file, InputStream stdin) {
        try {
            if (file.equals("-")) {
                return new Source(file, decoded(file, stdin.readNBytes(MOST_BYTES + 1)));
            }
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw unreadable(file, "it is a directory", "grid submit " + file + "/FILE.yaml");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return new Source(file, decoded(file, in.readNBytes(MOST_BYTES + 1)));
            }
        } catch (NoSuchFileException e) {
            throw unreadable(file, "no such file; looked in " + Path.of("").toAbsolutePath(), "grid init > " + file);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied", "chmod u+r " + file);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is not UTF-8 text", "iconv -f latin1 -t utf-8 " + file);
        } catch (InvalidPathException | IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), null);
        }
    }

    private static String decoded(String file, byte[] bytes) throws CharacterCodingException {
        if (bytes.length > MOST_BYTES) {
            throw unreadable(
                    file,
                    "it has more than " + (MOST_BYTES >> 20) + " MiB",
                    "put the items into a file of their own: items: {lines: FILE}");
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static ProblemException unreadable(String file, String why, @Nullable String fix) {
        String name = file.equals("-") ? "stdin" : file;
        return new ProblemException(
                ExitCode.BAD_INPUT.code(),
                Problem.of(ErrorCode.BATCH_UNREADABLE, "cannot read batch " + name)
                        .because(why)
                        .fixedBy(fix),
                "nothing was submitted");
    }
}
