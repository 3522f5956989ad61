package io.workgrid.cli.remote;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a grid is reached.
 *
 * @param addresses nodes, tried in this order
 * @param token what proves who asks, or {@code null}; never printed
 * @param ca certificates that are trusted besides, as PEM, or {@code null}: those the JVM trusts
 */
record Access(
        List<Address> addresses,
        @Nullable String token,
        @Nullable Path ca) {
    Access {
        addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return addresses + (token == null ? "" : " with a token");
    }
}
