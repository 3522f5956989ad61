package io.workgrid.cli.node;

import io.workgrid.api.GridKey;
import io.workgrid.api.NodeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code node start} was told so far; the rest is the default. For one thread. */
final class Draft {
    String name = HostName.find();
    int workers = NodeOptions.DEFAULT.workers();
    String cluster = NodeOptions.DEFAULT.cluster();
    String bind = NodeOptions.DEFAULT.bind();

    @Nullable
    GridKey key;

    int port = NodeOptions.DEFAULT.port();
    List<String> join = List.of();

    @Nullable
    String discovery;

    Map<String, String> labels = Map.of();
    int backups = NodeOptions.DEFAULT.backups();
    int quorum = NodeOptions.DEFAULT.quorum();
    int heapPercent = NodeOptions.DEFAULT.heapPercent();
    Duration drainTimeout = NodeOptions.DEFAULT.drainTimeout();
    boolean mustJoin;
    boolean printAddress;
    boolean printHttpAddress;
    boolean json;
    int httpPort = HttpSettings.DEFAULT_PORT;

    @Nullable
    String httpBind;

    @Nullable
    Path tokenFile;

    @Nullable
    Path tlsCertificate;

    @Nullable
    Path tlsKey;

    /**
     * All of it as options.
     *
     * @throws io.workgrid.api.BadInputException if they cannot be used
     */
    StartOptions options() {
        NodeOptions node = new NodeOptions(
                name,
                workers,
                cluster,
                bind,
                port,
                join,
                discovery,
                labels,
                backups,
                quorum,
                heapPercent,
                drainTimeout,
                key);
        String chosen = tokenFile == null ? "127.0.0.1" : bind;
        HttpSettings http =
                new HttpSettings(httpBind == null ? chosen : httpBind, httpPort, tokenFile, tlsCertificate, tlsKey);
        return new StartOptions(node, http, mustJoin, printAddress, printHttpAddress, json);
    }
}
