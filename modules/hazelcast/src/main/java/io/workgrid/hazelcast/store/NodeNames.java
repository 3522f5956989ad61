package io.workgrid.hazelcast.store;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** How members are called as nodes of the grid. Pure but for what it is given. */
public final class NodeNames {
    /** The member attribute with the name its operator chose; a member without it runs no work. */
    public static final String NAME = "workgrid.name";
    /** The member attribute with the number of workers. */
    public static final String WORKERS = "workgrid.workers";
    /** Labels are member attributes with this prefix. */
    public static final String LABEL = "workgrid.label.";

    /** The member attribute with the form of what the node sends. */
    public static final String WIRE = "workgrid.wire";

    private static final int SUFFIX = 6;

    private NodeNames() {}

    /** The node's name: what its operator chose, and a few characters that are others after each start, split or freeze. */
    public static String of(Member member) {
        return member.getAttribute(NAME) + "-" + member.getUuid().toString().substring(0, SUFFIX);
    }

    /** Whether the member runs work. */
    public static boolean isNode(Member member) {
        return member.getAttribute(NAME) != null;
    }

    /** The nodes that are there now, and how many workers each has. */
    static Map<String, Integer> workers(Cluster cluster) {
        Map<String, Integer> workers = new HashMap<>();
        for (Member member : cluster.getMembers()) {
            String count = member.getAttribute(WORKERS);
            if (isNode(member) && count != null) {
                workers.put(of(member), Integer.parseInt(count));
            }
        }
        return workers;
    }

    /** Those of the nodes that are not there now. */
    static Set<String> absent(Set<String> nodes, Cluster cluster) {
        if (nodes.isEmpty()) {
            return nodes;
        }
        Set<String> absent = new LinkedHashSet<>(nodes);
        absent.removeAll(present(cluster));
        return absent;
    }

    /** The nodes that are there now. */
    static Set<String> present(Cluster cluster) {
        Set<String> names = new LinkedHashSet<>();
        for (Member member : cluster.getMembers()) {
            if (isNode(member)) {
                names.add(of(member));
            }
        }
        return names;
    }
}
