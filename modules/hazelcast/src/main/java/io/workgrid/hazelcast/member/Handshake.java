package io.workgrid.hazelcast.member;

import io.workgrid.api.GridKey;
import io.workgrid.hazelcast.key.KeyExchange;
import io.workgrid.hazelcast.key.KeyRefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether the process behind an open port is a node at all: one that is greeted as by another node greets back. */
final class Handshake {
    /** What a member says first to another. */
    private static final byte[] GREETING = "HZC".getBytes(StandardCharsets.US_ASCII);

    private static final int ANSWER_MILLIS = 1_000;

    private Handshake() {}

    /** What is wrong with the key here, as far as the node there lets one know; {@code null}: nothing. */
    static @Nullable String keyFault(HostPort place, @Nullable GridKey key) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), ANSWER_MILLIS);
            if (key != null) {
                new KeyExchange(key).connect(socket);
            } else if (KeyExchange.isAskedFor(socket)) {
                return "a node is there, and lets in only who has its grid key; none was given";
            }
            return null;
        } catch (KeyRefusedException e) {
            return "what is there " + e.getMessage();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    static boolean greetsBack(HostPort place) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.host(), place.port()), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(GREETING);
            byte[] answer = socket.getInputStream().readNBytes(GREETING.length);
            return Arrays.equals(answer, GREETING);
        } catch (IOException e) {
            return false;
        }
    }
}
