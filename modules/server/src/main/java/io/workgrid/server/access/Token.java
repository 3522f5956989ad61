package io.workgrid.server.access;

import io.workgrid.server.http.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A token as the file of tokens has it: not the token, but its hash. A token is 256 random bits, so that a plain hash does: there is
 * nothing to guess.
 *
 * @param name whose it is, for the log
 * @param role what it allows
 * @param sha256 of the token
 * @param expires when it ends, or {@code null}
 */
@SuppressWarnings("ArrayRecordComponent") // compared in constant time, never by equals
public record Token(
        String name, Role role, byte[] sha256, @Nullable Instant expires) {
    private static final int RANDOM_BYTES = 32;
    private static final int HASH_DIGITS = 64;
    private static final String PREFIX = "wg_";
    private static final String NAME = "[A-Za-z0-9._@-]{1,64}";

    /** Makes a token up; nobody can tell it again. */
    public static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Its line in the file. */
    public static String line(String token, String name, Role role, @Nullable Instant expires) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "is \"" + name + "\"; wanted letters, digits and any of . _ @ -, at most 64");
        }
        return name + " " + role + " " + HexFormat.of().formatHex(hash(token)) + (expires == null ? "" : " " + expires);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads a line of the file.
     *
     * @throws IllegalArgumentException saying what is wrong with it, and nothing of its hash
     */
    static Token of(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length < 3 || words.length > 4) {
            throw new IllegalArgumentException(
                    "has " + words.length + " words; wanted NAME ROLE SHA256 and perhaps when it expires");
        }
        if (!words[0].matches(NAME)) {
            throw new IllegalArgumentException("has a name that is none; wanted letters, digits and any of . _ @ -");
        }
        Role role = Role.named(words[1])
                .orElseThrow(() -> new IllegalArgumentException(
                        "gives " + words[0] + " a role that is none; wanted view, submit or admin"));
        String hash = words[2].toLowerCase(Locale.ROOT);
        if (hash.length() != HASH_DIGITS || !hash.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("gives " + words[0]
                    + " something that is no sha256 in hex: not the token itself, see `grid node token`");
        }
        return new Token(words[0], role, HexFormat.of().parseHex(hash), words.length < 4 ? null : time(words[3]));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expires at \"" + text + "\"; wanted a time as 2027-01-31T00:00:00Z", e);
        }
    }

    boolean expired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
