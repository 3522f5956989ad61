package io.workgrid.hazelcast.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on loopback for nodes to come. Below those that the system gives to connections, and anywhere there: between the look and the
 * use neither a connection nor a test beside this one is likely to take it.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int END = 30_000;

    private FreePort() {}

    /** One that was free just now. */
    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one
            }
        }
    }
}
