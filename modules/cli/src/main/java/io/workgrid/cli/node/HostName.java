package io.workgrid.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this host, as a name of a node. Asked of the system, not of DNS: that may take seconds to say nothing. */
final class HostName {
    private static final int LONGEST = 63;

    private HostName() {}

    static String find() {
        try {
            return asName(Files.readString(Path.of("/proc/sys/kernel/hostname")));
        } catch (IOException e) {
            String env =
                    System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", ""));
            return asName(env);
        }
    }

    /** With what a name of a node cannot have left out. */
    static String asName(String host) {
        String plain = host.strip().replaceAll("[^A-Za-z0-9._-]", "").replaceFirst("^[._-]+", "");
        return plain.isEmpty() ? "node" : plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
