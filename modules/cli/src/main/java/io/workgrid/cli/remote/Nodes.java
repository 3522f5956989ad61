package io.workgrid.cli.remote;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one grid: a call goes to the one that answered last, and to the others in turn where it does not: those that were given, then
 * those the grid told of. Any thread may use it.
 */
final class Nodes {
    private static final int DRAINING = 503;
    private static final int MOST_LEARNED = 64;
    private static final String CLOSED = "the connection was closed";

    private final Access access;
    private final @Nullable SSLSocketFactory tls;
    private volatile List<Address> learned = List.of();
    private volatile Address current;
    private volatile boolean answered;

    Nodes(Access access) {
        this.access = access;
        this.current = access.addresses().get(0);
        boolean encrypted = access.addresses().stream().anyMatch(Address::tls);
        this.tls = encrypted ? Trust.factory(access.ca()) : null;
    }

    /**
     * Takes note of where the nodes of the grid answer, as one of them said just now. The token goes nowhere that is less safe than where it
     * went: not without TLS if that node has it, and to this machine only if that node is on it.
     */
    void learn(List<String> urls) {
        Address teller = current;
        List<Address> told = new ArrayList<>();
        for (String url : urls) {
            try {
                Address address = Address.of(url);
                if (address.tls() == teller.tls()
                        && (!address.loopback() || teller.loopback())
                        && told.size() < MOST_LEARNED) {
                    told.add(address);
                }
            } catch (IllegalArgumentException e) {
                // a node that says where it is in words of its own is not asked
            }
        }
        learned = List.copyOf(told);
    }

    /** All that may answer, the one that answered last first. */
    List<Address> all() {
        Set<Address> all = new LinkedHashSet<>();
        all.add(current);
        all.addAll(access.addresses());
        all.addAll(learned);
        return List.copyOf(all);
    }

    /**
     * Makes the call.
     *
     * @return the answer of a node that did as it was asked, to be closed
     * @throws ProblemException if no node answers, each with its own reason, or one refuses
     */
    Answer call(Request request) {
        List<String> reasons = new ArrayList<>();
        ProblemException refusal = null;
        for (Address address : all()) {
            boolean asked = false;
            try {
                Connection connection = connect(address);
                try {
                    asked = true;
                    Answer answer = ask(connection, address, request);
                    answered = true;
                    if (answer.status() < 300) {
                        current = address;
                        return answer;
                    }
                    refusal = Refusals.of(answer, address);
                    answer.close();
                    if (answer.status() != DRAINING) {
                        current = address;
                        throw refusal;
                    }
                } catch (IOException e) {
                    connection.close();
                    throw e;
                }
            } catch (IOException e) {
                if (asked && !request.repeatable()) {
                    throw notKnown(address, e);
                }
                reasons.add(address + " (" + (answered ? known(e, address) : reason(e, address)) + ")");
            }
        }
        throw refusal != null ? refusal : nobody(reasons);
    }

    /** A connection to the node that answered last, or another one; for a call that is written piece by piece. */
    Dialled dial() {
        List<String> reasons = new ArrayList<>();
        for (Address address : all()) {
            try {
                Connection connection = connect(address);
                current = address;
                return new Dialled(connection, address);
            } catch (IOException e) {
                reasons.add(address + " (" + reason(e, address) + ")");
            }
        }
        throw nobody(reasons);
    }

    /** A connection and where it leads. */
    record Dialled(Connection connection, Address address) {}

    private Connection connect(Address address) throws IOException {
        return Connection.open(address, address.tls() ? tls : null);
    }

    private Answer ask(Connection connection, Address address, Request request) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>(headers(address));
        headers.putAll(request.headers());
        connection.head(request.method(), request.path(), headers, false);
        connection.bytes(request.bytes());
        return connection.answer(request.patienceMillis());
    }

    /** What every call says. */
    Map<String, String> headers(Address address) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", address.authority());
        headers.put("User-Agent", "grid");
        headers.put("Accept", "*/*");
        if (access.token() != null) {
            headers.put("Authorization", "Bearer " + access.token());
        }
        return headers;
    }

    private ProblemException notKnown(Address address, IOException e) {
        return new ProblemException(
                ExitCode.NO_NODE.code(),
                Problem.of(
                                ErrorCode.NO_NODE,
                                address + " was asked and did not answer ("
                                        + (answered ? known(e, address) : reason(e, address))
                                        + "); whether it did it is not known")
                        .fixedBy("look at what is there: grid jobs"),
                "");
    }

    private static ProblemException nobody(List<String> reasons) {
        return new ProblemException(
                ExitCode.NO_NODE.code(),
                Problem.of(ErrorCode.NO_NODE, "no node answers: " + String.join(", ", reasons))
                        .fixedBy("--address HOST:PORT of a node that runs, or start one: grid node start"),
                "");
    }

    /** What a person would say of it. */
    static String reason(IOException e, Address address) {
        if (e instanceof UnknownHostException) {
            return "unknown host";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("refused")
                    ? "connection refused"
                    : "not to be reached";
        }
        if (e instanceof SSLException) {
            String message = String.valueOf(e.getMessage());
            return message.contains("unable to find valid certification path")
                    ? "its certificate is not trusted; --tls-ca FILE"
                    : message.contains("Unsupported or unrecognized SSL message")
                            ? "it does not speak TLS; http://" + address.authority()
                            : message;
        }
        if (closed(e)) {
            return address.tls() ? CLOSED : CLOSED + "; is it https://?";
        }
        return String.valueOf(e.getMessage());
    }

    /** What is to be said once nodes of the grid have answered, so that it is known what they speak. */
    private static String known(IOException e, Address address) {
        return closed(e) ? CLOSED : reason(e, address);
    }

    private static boolean closed(IOException e) {
        return (e instanceof SocketException
                        && !(e instanceof ConnectException)
                        && !(e instanceof NoRouteToHostException))
                || e instanceof EOFException;
    }
}
