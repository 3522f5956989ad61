package io.workgrid.server.access;

import io.workgrid.api.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a file: a line for each, {@code NAME ROLE SHA256 [EXPIRES]}; empty lines and those that begin with # are passed over. Read
 * again, within a second, when it changes; if it cannot be used then, those before stay in force and the log says so. Any thread.
 */
public final class Tokens {
    private static final System.Logger LOG = System.getLogger("io.workgrid.server");
    private static final long LOOK_NANOS = 1_000_000_000;
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 4 << 20;

    private final Watched file;
    private volatile List<Token> tokens;
    private long lookedNanos = System.nanoTime();

    private Tokens(Watched file, List<Token> tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /**
     * Reads the file.
     *
     * @throws BadInputException if it cannot be used
     */
    public static Tokens open(Path path) {
        Watched file = new Watched(path);
        return new Tokens(file, read(path));
    }

    private static List<Token> read(Path path) {
        List<String> lines;
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new BadInputException("token file " + path + " has more than " + MOST_BYTES + " bytes");
            }
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new BadInputException("token file " + path + " cannot be read: " + e, e);
        }
        List<Token> tokens = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                tokens.add(Token.of(line));
            } catch (IllegalArgumentException e) {
                throw new BadInputException("token file " + path + ", line " + (n + 1) + " " + e.getMessage(), e);
            }
        }
        if (tokens.isEmpty() || tokens.size() > MOST) {
            throw new BadInputException(
                    "token file " + path + " has " + tokens.size() + " tokens; wanted 1 to " + MOST);
        }
        return List.copyOf(tokens);
    }

    /** The one that was presented; {@code null}: there is none such. Takes as long, whatever was presented. */
    @Nullable
    Token find(String presented) {
        refresh();
        byte[] hash = Token.hash(presented);
        Token found = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(token.sha256(), hash)) {
                found = token;
            }
        }
        return found;
    }

    private synchronized void refresh() {
        if (System.nanoTime() - lookedNanos < LOOK_NANOS) {
            return;
        }
        lookedNanos = System.nanoTime();
        if (!file.changed()) {
            return;
        }
        try {
            tokens = read(file.path());
            LOG.log(
                    System.Logger.Level.INFO,
                    "token file " + file.path() + " was read again: " + tokens.size() + " tokens");
        } catch (BadInputException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage() + "; the tokens before stay in force");
        }
    }
}
