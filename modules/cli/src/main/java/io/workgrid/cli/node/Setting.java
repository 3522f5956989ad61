package io.workgrid.cli.node;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that {@code node start} can be told, each by flag, environment variable or file: one list, so that none lacks a way. */
enum Setting {
    NAME("name", "NAME", "Name for people. Default: the host name."),
    WORKERS("workers", "N", "Workers. Default: one for each processor that the process may use."),
    CLUSTER("cluster", "NAME", "The grid's name; nodes of one name that meet are one grid. Default: workgrid."),
    BIND(
            "bind",
            "ADDRESS",
            "Address to listen on. Default: 127.0.0.1, this machine only. Others want a grid key, and a private network."),
    GRID_KEY_FILE(
            "grid-key-file",
            "FILE",
            "The grid's key, the same on every node and for Java programs; grid node key prints one. Needed to listen elsewhere."),
    PORT("port", "P", "Port to listen on; if taken, the next free one. Default: 5701."),
    HTTP_PORT(
            "http-port", "P", "Port for HTTP: the API, health; if taken, the next free one; off: none. Default: 8701."),
    HTTP_BIND(
            "http-bind",
            "ADDRESS",
            "Address for HTTP. Default: 127.0.0.1, this machine only; with --token-file that of --bind."),
    TOKEN_FILE(
            "token-file",
            "FILE",
            "Who may call by HTTP: NAME ROLE SHA256 [EXPIRES] on each line, see `grid node token`. Default: this machine."),
    TLS_CERT("tls-cert", "FILE", "Certificate for HTTPS, with its chain, in PEM."),
    TLS_KEY("tls-key", "FILE", "Its key, in PEM (PKCS#8)."),
    JOIN("join", "HOST[:P],...", "Other nodes; one that answers is enough. Default: none, a grid of its own."),
    DISCOVERY(
            "discovery",
            "dns:NAME",
            "Instead of --join: a DNS name with the addresses of all nodes, as a headless service."),
    MUST_JOIN("must-join", "", "End with 5 if no other node answers, instead of starting a grid."),
    LABEL("label", "K=V", "What is written on the node; may be repeated."),
    BACKUPS("backups", "N", "How many other nodes keep a copy of what the grid knows, 0 to 6. Default: 1."),
    QUORUM("quorum", "N", "Nodes that must see each other to go on. Default: more than half."),
    HEAP_PERCENT(
            "heap-percent",
            "P",
            "Above so many percent of its memory in use the node takes no more work. Default: 85."),
    DRAIN_TIMEOUT("drain-timeout", "TIME", "How long a node that leaves waits for what it runs. Default: 30s."),
    PRINT_ADDRESS("print-address", "", "Print HOST:PORT to stdout once the node is up, for scripts."),
    PRINT_HTTP_ADDRESS("print-http-address", "", "Print http://HOST:PORT to stdout once the node is up, for scripts."),
    LOG("log", "FORMAT", "text (default) or json: one object per line; on stderr.");

    private final String key;
    private final String param;
    private final String meaning;

    Setting(String key, String param, String meaning) {
        this.key = key;
        this.param = param;
        this.meaning = meaning;
    }

    /** Its name in a file. */
    String key() {
        return key;
    }

    String flag() {
        return "--" + key;
    }

    String variable() {
        return variable(key);
    }

    static String variable(String key) {
        String name = key.toUpperCase(Locale.ROOT).replace('-', '_');
        return name.startsWith("GRID_") ? name : "GRID_" + name;
    }

    /** What its value is called in the help; empty for a switch. */
    String param() {
        return param;
    }

    boolean isSwitch() {
        return param.isEmpty();
    }

    boolean isList() {
        return this == JOIN || this == LABEL;
    }

    String meaning() {
        return meaning;
    }

    /**
     * Puts a value into the draft.
     *
     * @throws IllegalArgumentException if it cannot be read; the message begins with {@code is}
     */
    void apply(Draft draft, String text) {
        switch (this) {
            case NAME -> draft.name = text;
            case WORKERS -> draft.workers = Values.number(text);
            case CLUSTER -> draft.cluster = text;
            case BIND -> draft.bind = text;
            case GRID_KEY_FILE -> draft.key = Values.gridKey(text);
            case PORT -> draft.port = Values.number(text);
            case HTTP_PORT -> draft.httpPort = Values.httpPort(text);
            case HTTP_BIND -> draft.httpBind = Values.httpBind(text);
            case TOKEN_FILE -> draft.tokenFile = Values.file(text);
            case TLS_CERT -> draft.tlsCertificate = Values.file(text);
            case TLS_KEY -> draft.tlsKey = Values.file(text);
            case JOIN -> draft.join = Values.addresses(text);
            case DISCOVERY -> draft.discovery = Values.discovery(text);
            case MUST_JOIN -> draft.mustJoin = Values.yesOrNo(text);
            case LABEL -> draft.labels = Values.labels(text);
            case BACKUPS -> draft.backups = Values.number(text);
            case QUORUM -> draft.quorum = Values.number(text);
            case HEAP_PERCENT -> draft.heapPercent = Values.number(text);
            case DRAIN_TIMEOUT -> draft.drainTimeout = Values.time(text);
            case PRINT_ADDRESS -> draft.printAddress = Values.yesOrNo(text);
            case PRINT_HTTP_ADDRESS -> draft.printHttpAddress = Values.yesOrNo(text);
            case LOG -> draft.json = Values.oneOf(text, "text", "json").equals("json");
        }
    }

    static Optional<Setting> byKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
