package io.workgrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stranger, or a broken client, may try. */
@Timeout(120)
class AttackTest {
    private static final int STILL_MILLIS = 5_000;

    private final Http http = new Http(ServerOptions.local(0), STILL_MILLIS);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        http.close();
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", http.server.port());
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        return socket;
    }

    private Socket send(String text) throws IOException {
        Socket socket = open();
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: localhost:" + http.server.port() + "\r\nConnection: close\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n";
    }

    @Test
    void floodOfHeadersIsRefused() throws Exception {
        assertThat(answer(send(request("GET /api/v1", "X: " + "x".repeat(9_000)))))
                .startsWith("HTTP/1.1 431 ")
                .contains("GRID-C526");
    }

    @Test
    void nonsenseIsRefusedInTheFormOfAllErrors() throws Exception {
        assertThat(answer(send("NONSENSE\r\n\r\n"))).startsWith("HTTP/1.1 400 ").contains("GRID-C526");
        assertThat(answer(send("GET /api/v1 HTTP/1.1\r\n\r\n"))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void wrongHostAndOriginAreRefused() throws Exception {
        String plain = "GET /api/v1 HTTP/1.1\r\nConnection: close\r\n";
        assertThat(answer(send(plain + "Host: evil.example\r\n\r\n"))).startsWith("HTTP/1.1 421 ");
        assertThat(answer(send(request("GET /api/v1", "Origin: http://evil.example"))))
                .startsWith("HTTP/1.1 403 ");
        assertThat(answer(send(request("GET /api/v1", "Origin: null")))).startsWith("HTTP/1.1 403 ");
        assertThat(answer(send(request("POST /api/v1/jobs", "Sec-Fetch-Site: cross-site", "Content-Length: 0"))))
                .startsWith("HTTP/1.1 403 ");
        assertThat(answer(send(request("GET /api/v1", "Origin: http://localhost:" + http.server.port()))))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void largeDocumentIsRefusedBeforeItIsRead() throws Exception {
        String answer = answer(
                send(request("POST /api/v1/jobs", "Content-Type: application/json", "Content-Length: " + (9 << 20))));
        assertThat(answer).startsWith("HTTP/1.1 413 ");
        // just too large, and not more
        byte[] body =
                ("{\"task\":{\"name\":\"echo\"},\"items\":[\"" + "x".repeat(8 << 20)).getBytes(StandardCharsets.UTF_8);
        Http.Answer chunked = http.send(http.request("/api/v1/jobs")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void itemWithoutAnEndIsRefused() throws Exception {
        // a little too large, and not more: a client that sends on and on may lose the answer
        int pieces = (65 << 20) / 8_192;
        Http.Answer answer = http.stream(new Repeated("{\"task\":{\"name\":\"echo\"}}\n\"", "x".repeat(8_192), pieces));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void whoeverStillSendsSeesWhyItIsRefused() throws Exception {
        Socket socket = send(request("POST /api/v1/jobs", "Content-Type: text/plain", "Content-Length: " + (12 << 20)));
        socket.getOutputStream().write(new byte[12 << 20]);
        assertThat(answer(socket)).startsWith("HTTP/1.1 415 ").contains("GRID-C519");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        assertThat(http.submit("{\"task\":{\"name\":\"echo\"},\"items\":" + "[".repeat(100_000))
                        .status())
                .isIn(400, 413);
    }

    /** Sends a byte several times a second, from a thread of its own, until the connection ends. */
    private static void drip(Socket socket) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    socket.getOutputStream().write('x');
                    LockSupport.parkNanos(300_000_000);
                }
            } catch (IOException e) {
                // the server has had enough
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void headThatComesByteByByteIsEnded() throws Exception {
        Socket socket = send("GET /api/v1 HTTP/1.1\r\nHost: localhost\r\nX: ");
        drip(socket);
        assertThat(ends(socket)).isTrue();
    }

    @Test
    void documentThatComesByteByByteIsEnded() throws Exception {
        Socket socket =
                send(request("POST /api/v1/jobs", "Content-Type: application/json", "Content-Length: 100000") + "{\"");
        drip(socket);
        assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("GRID-C517", "comes too slowly");
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // what was on its way makes it a reset
        }
    }

    @Test
    void readersThatTakeNextToNothingAreCutOffAndHurtNobody() throws Exception {
        http.lines(
                "{\"task\":{\"name\":\"echo\"},\"id\":\"j-much\"}", ("\"" + "x".repeat(20_000) + "\"\n").repeat(2_000));
        List<Socket> slow = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(2_048);
            socket.connect(new InetSocketAddress("127.0.0.1", http.server.port()));
            sockets.add(socket);
            slow.add(socket);
            socket.getOutputStream()
                    .write(request("GET /api/v1/jobs/j-much/results").getBytes(StandardCharsets.UTF_8));
        }
        Thread sips = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                for (Socket socket : slow) {
                    try {
                        socket.getInputStream().read(new byte[512]);
                    } catch (IOException e) {
                        // this one was cut off
                    }
                }
                LockSupport.parkNanos(300_000_000);
            }
        });
        sips.setDaemon(true);
        sips.start();
        Http.eventually(() -> http.get("/api/v1/jobs/j-much/results").lines().size() == 2_000);
        sips.interrupt();
    }

    @Test
    void stillUploadIsEndedAndItsJobFails() throws Exception {
        String lines = "{\"task\":{\"name\":\"echo\"},\"id\":\"j-still\"}\n" + "0\n".repeat(2_000);
        Socket socket = send(
                request("POST /api/v1/jobs", "Content-Type: application/x-ndjson", "Content-Length: 1000000") + lines);
        assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("GRID-C517", "j-still was stopped as FAILED");
        assertThat(http.get("/api/v1/jobs/j-still?until=ended").text("phase")).isEqualTo("FAILED");
    }

    @Test
    void brokenUploadFailsItsJob() throws Exception {
        String lines = "{\"task\":{\"name\":\"echo\"},\"id\":\"j-broken\"}\n" + "0\n".repeat(2_000);
        Socket socket =
                send(request("POST /api/v1/jobs", "Content-Type: application/x-ndjson", "Transfer-Encoding: chunked")
                        + Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n");
        Http.eventually(() -> http.get("/api/v1/jobs/j-broken").status() == 200);
        socket.close();
        Http.Answer ended = http.get("/api/v1/jobs/j-broken?until=ended");
        assertThat(ended.text("phase")).isEqualTo("FAILED");
        assertThat(ended.text("reason")).contains("input could not be read");
    }

    @Test
    void readerThatNeverReadsIsCutOffAndHurtsNobody() throws Exception {
        http.lines(
                "{\"task\":{\"name\":\"echo\"},\"id\":\"j-big\"}", ("\"" + "x".repeat(20_000) + "\"\n").repeat(2_000));
        for (int n = 0; n < 64; n++) {
            send(request("GET /api/v1/jobs/j-big/results"));
        }
        assertThat(http.get("/api/v1/jobs/j-big").status()).isEqualTo(200);
        Http.eventually(() -> http.get("/api/v1/jobs/j-big/results").lines().size() == 2_000);
    }

    @Test
    void moreReadersThanAreServedAreToldToWait() throws Exception {
        http.submit("{\"task\":{\"name\":\"sleep\"},\"id\":\"j-wait\",\"items\":[\"60s\"]}");
        for (int n = 0; n < 70; n++) {
            send(request("GET /api/v1/jobs/j-wait/results"));
        }
        Http.eventually(() -> {
            Http.Answer answer = http.get("/api/v1/jobs/j-wait/results?follow=false");
            return answer.status() == 429
                    && answer.response().headers().firstValue("Retry-After").isPresent();
        });
        assertThat(http.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void aThousandIdleConnectionsHurtNobodyAndAreClosed() throws Exception {
        for (int n = 0; n < 1_000; n++) {
            open();
        }
        assertThat(http.get("/api/v1").status()).isEqualTo(200);
        assertThat(sockets.get(0).getInputStream().read()).isEqualTo(-1);
        assertThat(sockets.get(999).getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void namesOfCodeAreHashesAndNoPaths() throws Exception {
        for (String name : List.of("..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "A".repeat(64), "%00", "x")) {
            String answer = answer(send(request("PUT /api/v1/code/" + name, "Content-Length: 0")));
            assertThat(answer).as(name).matches("(?s)HTTP/1.1 (400|404|405) .*");
        }
        assertThat(answer(send(request("GET /../../etc/passwd")))).matches("(?s)HTTP/1.1 (400|404) .*");
    }

    @Test
    void codeIsTakenOnceAndByItsHashOnly() throws Exception {
        byte[] jar = jar(100);
        String hash = io.workgrid.engine.code.Sha256.of(jar);
        assertThat(put("0".repeat(64), jar).error("code")).isEqualTo("GRID-C524");
        assertThat(head(hash)).isEqualTo(404);
        assertThat(put(hash, jar).status()).isEqualTo(201);
        assertThat(put(hash, jar).status()).isEqualTo(200);
        assertThat(head(hash)).isEqualTo(200);
        assertThat(http.submit("{\"task\":{\"name\":\"echo\",\"jars\":[\"" + hash + "\"]},\"items\":[1]}")
                        .status())
                .isEqualTo(201);
        assertThat(http.submit("{\"task\":{\"name\":\"echo\",\"jars\":[\"" + "1".repeat(64) + "\"]},\"items\":[1]}")
                        .error("code"))
                .isEqualTo("GRID-C523");
    }

    @Test
    void jarThatWouldUnpackWithoutEndIsRefused() throws Exception {
        byte[] bomb = bomb();
        assertThat(put(io.workgrid.engine.code.Sha256.of(bomb), bomb).error("code"))
                .isEqualTo("GRID-C516");
        byte[] text = "no jar".getBytes(StandardCharsets.UTF_8);
        assertThat(put(io.workgrid.engine.code.Sha256.of(text), text).error("code"))
                .isEqualTo("GRID-C314");
    }

    private Http.Answer put(String hash, byte[] body) throws Exception {
        return http.send(http.request("/api/v1/code/" + hash)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    private int head(String hash) throws Exception {
        return http.send(http.request("/api/v1/code/" + hash)
                        .method("HEAD", BodyPublishers.noBody())
                        .build())
                .status();
    }

    private static byte[] jar(int bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("one", "two")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[bytes]);
            }
        }
        return out.toByteArray();
    }

    /** A small jar whose two entries unpack to 4 GiB each, as its directory says. */
    private static byte[] bomb() throws IOException {
        byte[] jar = jar(100);
        for (int at = 0; at + 28 < jar.length; at++) {
            if (jar[at] == 'P' && jar[at + 1] == 'K' && jar[at + 2] == 1 && jar[at + 3] == 2) {
                jar[at + 24] = (byte) 0xf0;
                jar[at + 25] = (byte) 0xff;
                jar[at + 26] = (byte) 0xff;
                jar[at + 27] = (byte) 0xff;
            }
        }
        return jar;
    }

    /** A text, and another one many times. */
    private static final class Repeated extends InputStream {
        private final byte[] more;
        private byte[] now;
        private int left;
        private int at;

        Repeated(String first, String more, int times) {
            now = first.getBytes(StandardCharsets.UTF_8);
            this.more = more.getBytes(StandardCharsets.UTF_8);
            left = times;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (at == now.length) {
                if (left-- <= 0) {
                    return -1;
                }
                now = more;
                at = 0;
            }
            int count = Math.min(length, now.length - at);
            System.arraycopy(now, at, to, offset, count);
            at += count;
            return count;
        }
    }
}
