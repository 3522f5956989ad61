package io.workgrid.hazelcast.member;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.workgrid.api.BadInputException;
import io.workgrid.api.GridClosedException;
import io.workgrid.api.NoSuchNodeException;
import io.workgrid.api.UnreachableException;
import io.workgrid.api.view.NodeView;
import io.workgrid.hazelcast.store.NodeNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The nodes of a grid, seen from a member or a client. Any thread may use it; a call takes as long as the slowest node, 2 s at most. */
public final class Nodes {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final HazelcastInstance instance;

    /** The nodes that a member or client sees. */
    public Nodes(HazelcastInstance instance) {
        this.instance = instance;
    }

    /**
     * Each as it says that it is, oldest first; of one that says nothing in time, what the others know.
     *
     * @throws GridClosedException with a cause, if this process is no member or client any more
     */
    public List<NodeView> view() {
        List<Member> members = members();
        Map<Member, Report> reports = Asking.of(instance).ask(members, Request.look(), ANSWER);
        List<NodeView> views = new ArrayList<>();
        for (Member member : members) {
            views.add(view(member, reports.get(member)));
        }
        return views;
    }

    private static NodeView view(Member member, @Nullable Report report) {
        String workers = member.getAttribute(NodeNames.WORKERS);
        return new NodeView(
                NodeNames.of(member),
                workers == null ? 0 : Integer.parseInt(workers),
                report == null ? -1 : report.busy(),
                report != null && report.draining(),
                Sight.peer(member).address(),
                labels(member),
                report == null ? "does not answer" : report.note(),
                report == null || report.copying());
    }

    private static Map<String, String> labels(Member member) {
        Map<String, String> labels = new TreeMap<>();
        member.getAttributes().forEach((key, value) -> {
            if (key.startsWith(NodeNames.LABEL)) {
                labels.put(key.substring(NodeNames.LABEL.length()), value);
            }
        });
        return labels;
    }

    /**
     * Tells a node to finish what it holds and to leave. Returns once it has said that it will; that it has left is seen in {@link #view}.
     *
     * @param name the node's name in the grid, or the name its operator gave it if only one has that
     * @throws NoSuchNodeException if there is no such node
     * @throws BadInputException if there is more than one
     * @throws UnreachableException if the node did not answer; it may drain all the same
     */
    public void drain(String name) {
        Member member = find(name);
        if (Asking.of(instance).ask(member, Request.leave(), ANSWER) == null) {
            throw new UnreachableException(
                    "node " + NodeNames.of(member) + " did not answer within " + ANSWER.toSeconds()
                            + " s; it may drain all the same",
                    null);
        }
    }

    private Member find(String name) {
        List<Member> found = new ArrayList<>();
        for (Member member : members()) {
            if (NodeNames.of(member).equals(name)) {
                return member;
            } else if (name.equals(member.getAttribute(NodeNames.NAME))) {
                found.add(member);
            }
        }
        List<String> all = (found.isEmpty() ? members() : found)
                .stream().map(NodeNames::of).toList();
        String there = "there " + (all.size() == 1 ? "is " : "are ") + String.join(", ", all);
        if (found.isEmpty()) {
            throw new NoSuchNodeException("no node \"" + name + "\"; " + there);
        }
        if (found.size() > 1) {
            throw new BadInputException(found.size() + " nodes are called \"" + name + "\"; " + there);
        }
        return found.get(0);
    }

    private List<Member> members() {
        try {
            return instance.getCluster().getMembers().stream()
                    .filter(NodeNames::isNode)
                    .toList();
        } catch (HazelcastInstanceNotActiveException e) {
            throw new GridClosedException("this process is no longer in the grid", e);
        }
    }
}
