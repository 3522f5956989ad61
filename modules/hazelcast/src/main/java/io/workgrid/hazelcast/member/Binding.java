package io.workgrid.hazelcast.member;

import io.workgrid.api.BadInputException;
import io.workgrid.api.NodeOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Where a node listens, and in what words it cannot. */
final class Binding {
    /** How many ports are tried, from the first on. */
    static final int PORTS = 100;

    private static final int LAST_PORT = 65_535;

    private Binding() {}

    /** The address to listen on, as Hazelcast wants it. */
    static InetAddress address(NodeOptions options) {
        InetAddress address;
        try {
            address = InetAddress.getByName(options.bind());
        } catch (UnknownHostException e) {
            throw new BadInputException(
                    "cannot listen on \"" + options.bind() + "\": no address is known for that name; give an address"
                            + " of this machine, or 0.0.0.0 for all of them",
                    e);
        }
        if (options.key() == null && !address.isLoopbackAddress()) {
            throw new BadInputException(
                    "cannot listen on " + options.bind() + " without a grid key: whoever reaches the port"
                            + " could run code here; make one (grid node key > grid.key), give it to every node and program"
                            + " (--grid-key-file grid.key, or withKey), or listen on 127.0.0.1");
        }
        try {
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                throw new BadInputException("cannot listen on " + options.bind() + ": this machine does not have the"
                        + " address; give one that it has, or 0.0.0.0 for all of them");
            }
        } catch (IOException e) {
            throw new BadInputException("cannot listen on " + options.bind() + ": " + e.getMessage(), e);
        }
        return address;
    }

    /** Why a member did not start: the ports, if none can be had; else {@code null}, and it is something else. */
    static BadInputException fault(NodeOptions options, RuntimeException cause) {
        int last = Math.min(LAST_PORT, options.port() + PORTS - 1);
        String reason = "";
        for (int port = options.port(); port <= last; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address(options), port));
                return new BadInputException("the node cannot start: " + cause.getMessage(), cause);
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        return new BadInputException(
                "cannot listen on " + options.bind() + ": none of the ports " + options.port() + " to " + last
                        + " can be had (" + reason + "); free one, or give another port",
                cause);
    }
}
