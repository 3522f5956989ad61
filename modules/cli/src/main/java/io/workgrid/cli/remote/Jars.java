package io.workgrid.cli.remote;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Code on its way to the grid: by the hash of its files, and only what the grid lacks. */
final class Jars {
    private static final int UPLOAD_PATIENCE_MILLIS = 120_000;

    private final Nodes nodes;

    Jars(Nodes nodes) {
        this.nodes = nodes;
    }

    /** The hashes; when it returns the grid has all of them. */
    List<String> there(List<Path> jars) {
        List<String> hashes = new ArrayList<>();
        for (Path jar : jars) {
            try {
                String hash = hash(jar);
                if (!known(hash)) {
                    put(jar, hash);
                }
                hashes.add(hash);
            } catch (IOException e) {
                throw new ProblemException(
                        ExitCode.BAD_INPUT.code(),
                        Problem.of(ErrorCode.JAR_UNREADABLE, "jar " + jar + " cannot be sent: " + e.getMessage()),
                        "nothing was submitted");
            }
        }
        return hashes;
    }

    private boolean known(String hash) {
        try (Answer answer = nodes.call(new Request("HEAD", path(hash), null, Request.PATIENCE_MILLIS, true))) {
            return answer.status() == 200;
        } catch (ProblemException e) {
            // what answers a HEAD has no body, so it cannot be told from what is no grid; the upload will tell
            if (e.exitCode() == ExitCode.NOT_ALLOWED.code()) {
                throw e;
            }
            return false;
        }
    }

    private void put(Path jar, String hash) throws IOException {
        Nodes.Dialled dialled = nodes.dial();
        try (Connection connection = dialled.connection()) {
            Map<String, String> headers = new LinkedHashMap<>(nodes.headers(dialled.address()));
            headers.put("Content-Type", "application/octet-stream");
            headers.put("Content-Length", Long.toString(Files.size(jar)));
            connection.head("PUT", path(hash), headers, false);
            try (InputStream in = Files.newInputStream(jar)) {
                connection.copy(in);
            }
            try (Answer answer = connection.answer(UPLOAD_PATIENCE_MILLIS)) {
                if (answer.status() >= 300) {
                    throw Refusals.of(answer, dialled.address());
                }
            }
        }
    }

    private static String path(String hash) {
        return "/api/v1/code/" + hash;
    }

    private static String hash(Path jar) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
