package io.workgrid.hazelcast.member;

import io.workgrid.api.ConnectOptions;
import io.workgrid.api.UnreachableException;
import java.util.List;
import java.util.StringJoiner;

/** Finds out why no node could be reached; Hazelcast itself only says that none could. */
final class Unreachable {
    private Unreachable() {}

    static UnreachableException because(ConnectOptions options, List<HostPort> places, Throwable cause) {
        StringJoiner reasons = new StringJoiner("; ");
        for (HostPort place : places) {
            reasons.add(place + ": " + reason(options, place));
        }
        return new UnreachableException("no node of the grid \"" + options.cluster() + "\" answers: " + reasons, cause);
    }

    private static String reason(ConnectOptions options, HostPort place) {
        String fault = Probe.fault(place, Probe.USUAL_MILLIS);
        if (fault != null) {
            return fault;
        }
        String refusal = Handshake.keyFault(place, options.key());
        if (refusal != null) {
            return refusal;
        }
        return options.key() != null || Handshake.greetsBack(place)
                ? "a node is there, but its grid is not called \"" + options.cluster() + "\", or it takes longer than "
                        + options.timeout().toMillis() + " ms to answer"
                : "something is there that is not a node, or is frozen";
    }
}
