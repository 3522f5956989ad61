package io.workgrid.hazelcast.member;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether the process behind an open port is a node at all: one that is greeted as by another node greets back. */
final class Handshake {
    /** What a member says first to another. */
    private static final byte[] GREETING = "HZC".getBytes(StandardCharsets.US_ASCII);

    private static final int ANSWER_MILLIS = 1_000;

    private Handshake() {}

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
