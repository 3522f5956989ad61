package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.Member;
import io.workgrid.hazelcast.store.NodeNames;
import io.workgrid.hazelcast.wire.WireVersion;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a node or a program speaks as the grid does. Pure. */
final class Wire {
    private static final String SPEAKS = " speaks wire version ";
    /** What stands before a refusal in a line of Hazelcast's log is its own. */
    private static final Pattern REFUSAL = Pattern.compile("node \\S+" + SPEAKS + ".*");

    private Wire() {}

    /** What is wrong with a node that wants to join one of this version, told by its attributes; {@code null}: nothing. */
    static @Nullable String fault(String own, Map<String, String> joining) {
        String its = version(joining.get(NodeNames.WIRE));
        return its.equals(own)
                ? null
                : "node " + joining.get(NodeNames.NAME) + SPEAKS + its + ", and the grid " + own
                        + ": start it from the release that the other nodes run; or stop them all, and start all from its own";
    }

    /** What is wrong with a grid of these nodes, for a program that wants to use it; {@code null}: nothing. */
    static @Nullable String fault(Collection<Member> nodes) {
        return nodes.stream()
                .filter(NodeNames::isNode)
                .map(node -> version(node.getAttribute(NodeNames.WIRE)))
                .filter(version -> !version.equals(WireVersion.NOW))
                .findFirst()
                .map(version -> "the grid" + SPEAKS + version + ", and this program " + WireVersion.NOW
                        + ": use the release of Workgrid that the nodes run")
                .orElse(null);
    }

    private static String version(@Nullable String attribute) {
        return Objects.requireNonNullElse(attribute, "0");
    }

    /** Whether a refusal is of a node of this name. */
    static boolean isOf(String refusal, String node) {
        return refusal.startsWith("node " + node + SPEAKS);
    }

    /** The refusal that a line of Hazelcast's log tells of; {@code null}: it tells of something else. */
    static @Nullable String refusalIn(@Nullable String line) {
        Matcher found = REFUSAL.matcher(Objects.requireNonNullElse(line, ""));
        return found.find() ? found.group() : null;
    }
}
