package io.workgrid.hazelcast.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.hazelcast.process.TestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two sides of a connection, one of which may lie, be silent or be slow. */
@Timeout(30)
class KeyExchangeTest {
    private final KeyExchange right = new KeyExchange(TestKey.KEY);
    private final KeyExchange wrong = new KeyExchange(TestKey.OTHER);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Socket connects;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Socket accepts;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connects = new Socket(server.getInetAddress(), server.getLocalPort());
            accepts = server.accept();
        }
    }

    @AfterEach
    void close() throws IOException {
        connects.close();
        accepts.close();
    }

    private interface Side {
        void run() throws Exception;
    }

    /** What a side threw, or that it did not; on a thread of its own, as the common pool may have only one for both sides. */
    private static CompletableFuture<String> said(Socket socket, Side side) {
        return CompletableFuture.supplyAsync(() -> outcome(socket, side), task -> new Thread(task, "side").start());
    }

    private static String outcome(Socket socket, Side side) {
        try {
            side.run();
            return "ok";
        } catch (Exception e) {
            try {
                socket.close();
            } catch (IOException closed) {
                return closed.getMessage();
            }
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void bothSidesThatHaveTheKeyGetThrough() throws Exception {
        connects.setSoTimeout(77);
        CompletableFuture<String> one = said(connects, () -> right.connect(connects));
        CompletableFuture<String> other = said(accepts, () -> right.accept(accepts));
        assertThat(one.get()).isEqualTo("ok");
        assertThat(other.get()).isEqualTo("ok");
        assertThat(connects.getSoTimeout()).as("is as it was").isEqualTo(77);
    }

    @Test
    void anotherKeyIsRefusedByBothSides() throws Exception {
        CompletableFuture<String> one = said(connects, () -> wrong.connect(connects));
        CompletableFuture<String> other = said(accepts, () -> right.accept(accepts));
        assertThat(other.get()).isEqualTo("has another grid key");
        assertThat(one.get()).isEqualTo("has another grid key");
    }

    @Test
    void anImpostorThatAcceptsAnyoneIsRefused() throws Exception {
        CompletableFuture<String> one = said(connects, () -> right.connect(connects));
        byte[] greeting = accepts.getInputStream().readNBytes(4 + KeyExchange.RANDOM_BYTES);
        accepts.getOutputStream().write(greeting);
        byte[] proof = accepts.getInputStream().readNBytes(32);
        accepts.getOutputStream().write(proof); // what it was sent, sent back
        assertThat(one.get()).isEqualTo("has another grid key");
    }

    @Test
    void aProofThatWasOverheardOpensNothing() throws Exception {
        CompletableFuture<String> first = said(accepts, () -> right.accept(accepts));
        KeyExchangeTest second = new KeyExchangeTest();
        second.connect();
        // the one in the middle passes everything on, and later says the same again
        CompletableFuture<String> honest = said(second.connects, () -> right.connect(second.connects));
        byte[] greeting = second.accepts.getInputStream().readNBytes(4 + KeyExchange.RANDOM_BYTES);
        connects.getOutputStream().write(greeting);
        second.accepts.getOutputStream().write(connects.getInputStream().readNBytes(4 + KeyExchange.RANDOM_BYTES));
        byte[] proof = second.accepts.getInputStream().readNBytes(32);
        connects.getOutputStream().write(proof);
        second.accepts.getOutputStream().write(connects.getInputStream().readNBytes(32));
        assertThat(first.get()).isEqualTo("ok");
        assertThat(honest.get()).isEqualTo("ok");
        second.close();
        close();
        connect();
        CompletableFuture<String> again = said(accepts, () -> right.accept(accepts));
        connects.getOutputStream().write(greeting);
        connects.getOutputStream().write(proof);
        assertThat(again.get()).isEqualTo("has another grid key");
    }

    @Test
    void whoSpeaksAnotherLanguageIsRefusedAtOnce() throws Exception {
        long start = System.nanoTime();
        CompletableFuture<String> other = said(accepts, () -> right.accept(accepts));
        connects.getOutputStream().write("HZC and more".getBytes(StandardCharsets.US_ASCII));
        assertThat(other.get()).isEqualTo("did not show the grid key");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(KeyExchange.DEADLINE_MILLIS);
    }

    @Test
    void whoSaysNothingIsRefusedInTime() throws Exception {
        CompletableFuture<String> one = said(connects, () -> right.connect(connects));
        assertThat(one.get()).isEqualTo("has no grid key, or is not a node");
    }

    @Test
    void whoSaysNothingToTheOneItConnectedToIsRefusedInTime() throws Exception {
        CompletableFuture<String> other = said(accepts, () -> right.accept(accepts));
        assertThat(other.get()).startsWith("said nothing for");
    }

    @Test
    void whoDripsByteByByteIsRefusedInTime() throws Exception {
        long start = System.nanoTime();
        CompletableFuture<String> other = said(accepts, () -> right.accept(accepts));
        byte[] greeting = "WGK1".getBytes(StandardCharsets.US_ASCII);
        drip(other, greeting);
        assertThat(other.get()).isEqualTo("did not show the grid key");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                .isLessThan(2L * KeyExchange.DEADLINE_MILLIS);
    }

    /** A byte each time there was no answer for a while. */
    private void drip(CompletableFuture<String> other, byte[] greeting)
            throws InterruptedException, ExecutionException {
        for (int n = 0; !other.isDone(); n++) {
            try {
                connects.getOutputStream().write(n < greeting.length ? greeting[n] : 1);
                other.get(400, TimeUnit.MILLISECONDS);
            } catch (IOException | TimeoutException e) {
                continue; // closed by then, or still undecided
            }
        }
    }

    @Test
    void whoOnlyLooksWhetherThePortIsOpenIsNoIntruder() throws Exception {
        CompletableFuture<String> other = said(accepts, () -> right.accept(accepts));
        connects.close();
        assertThat(other.get()).isEqualTo("connected and went away without a word");
    }
}
