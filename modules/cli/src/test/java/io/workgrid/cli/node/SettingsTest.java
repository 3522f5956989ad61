package io.workgrid.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.GridKey;
import io.workgrid.api.NodeOptions;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Map<Setting, String> OTHER = new EnumMap<>(Map.ofEntries(
            Map.entry(Setting.NAME, "db-1"),
            Map.entry(Setting.WORKERS, "3"),
            Map.entry(Setting.CLUSTER, "dev"),
            Map.entry(Setting.BIND, "10.0.0.7"),
            Map.entry(Setting.GRID_KEY_FILE, keyFile()),
            Map.entry(Setting.PORT, "6001"),
            Map.entry(Setting.JOIN, "a,b:6002"),
            Map.entry(Setting.DISCOVERY, "dns:grid-nodes.prod"),
            Map.entry(Setting.MUST_JOIN, "true"),
            Map.entry(Setting.LABEL, "zone=a,disk=ssd"),
            Map.entry(Setting.BACKUPS, "2"),
            Map.entry(Setting.QUORUM, "3"),
            Map.entry(Setting.HEAP_PERCENT, "70"),
            Map.entry(Setting.DRAIN_TIMEOUT, "1m30s"),
            Map.entry(Setting.HTTP_PORT, "8800"),
            Map.entry(Setting.HTTP_BIND, "127.0.0.2"),
            Map.entry(Setting.TOKEN_FILE, "pom.xml"),
            Map.entry(Setting.TLS_CERT, "pom.xml"),
            Map.entry(Setting.TLS_KEY, "pom.xml"),
            Map.entry(Setting.PRINT_ADDRESS, "true"),
            Map.entry(Setting.PRINT_HTTP_ADDRESS, "true"),
            Map.entry(Setting.LOG, "json")));

    @TempDir
    private Path dir;

    private static String keyFile() {
        try {
            Path file = Files.createTempFile("grid", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, KEY + "\n").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Setting setting, StartOptions options) {
        NodeOptions node = options.node();
        return switch (setting) {
            case NAME -> node.name();
            case WORKERS -> node.workers();
            case CLUSTER -> node.cluster();
            case BIND -> node.bind();
            case GRID_KEY_FILE -> String.valueOf(node.key());
            case PORT -> node.port();
            case JOIN -> node.join();
            case DISCOVERY -> String.valueOf(node.discovery());
            case MUST_JOIN -> options.mustJoin();
            case LABEL -> node.labels();
            case BACKUPS -> node.backups();
            case QUORUM -> node.quorum();
            case HEAP_PERCENT -> node.heapPercent();
            case DRAIN_TIMEOUT -> node.drainTimeout();
            case HTTP_PORT -> options.http().port();
            case HTTP_BIND -> options.http().bind();
            case TOKEN_FILE -> String.valueOf(options.http().tokenFile());
            case TLS_CERT -> String.valueOf(options.http().tlsCertificate());
            case TLS_KEY -> String.valueOf(options.http().tlsKey());
            case PRINT_ADDRESS -> options.printAddress();
            case PRINT_HTTP_ADDRESS -> options.printHttpAddress();
            case LOG -> options.json();
        };
    }

    private static Object wanted(Setting setting) {
        return switch (setting) {
            case NAME, CLUSTER, BIND -> OTHER.get(setting);
            case WORKERS, QUORUM -> 3;
            case GRID_KEY_FILE -> "GridKey[hidden]";
            case PORT -> 6001;
            case JOIN -> List.of("a", "b:6002");
            case DISCOVERY -> "grid-nodes.prod";
            case HTTP_PORT -> 8800;
            case HTTP_BIND -> "127.0.0.2";
            case TOKEN_FILE, TLS_CERT, TLS_KEY -> "pom.xml";
            case MUST_JOIN, PRINT_ADDRESS, PRINT_HTTP_ADDRESS, LOG -> true;
            case LABEL -> Map.of("zone", "a", "disk", "ssd");
            case BACKUPS -> 2;
            case HEAP_PERCENT -> 70;
            case DRAIN_TIMEOUT -> Duration.ofSeconds(90);
        };
    }

    /** What a setting needs beside it. */
    private static Map<Setting, String> beside(Setting setting) {
        return switch (setting) {
            case MUST_JOIN -> Map.of(Setting.JOIN, "a");
            case TLS_CERT -> Map.of(Setting.TLS_KEY, "pom.xml");
            case TLS_KEY -> Map.of(Setting.TLS_CERT, "pom.xml");
            default -> Map.of();
        };
    }

    private String file(String text) throws Exception {
        return Files.writeString(dir.resolve("node.properties"), text).toString();
    }

    @ParameterizedTest
    @EnumSource
    void isTakenFromAFlag(Setting setting) {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.putAll(beside(setting));
        flags.put(setting, OTHER.get(setting));
        assertThat(value(setting, Settings.of(flags, Map.of(), null))).isEqualTo(wanted(setting));
    }

    @ParameterizedTest
    @EnumSource
    void isTakenFromTheEnvironment(Setting setting) {
        Map<String, String> env = Map.of(setting.variable(), OTHER.get(setting));
        assertThat(value(setting, Settings.of(beside(setting), env, null))).isEqualTo(wanted(setting));
    }

    @ParameterizedTest
    @EnumSource
    void isTakenFromAFile(Setting setting) throws Exception {
        String file = file("# of a test\n\n" + setting.key() + " = " + OTHER.get(setting) + "\n");
        assertThat(value(setting, Settings.of(beside(setting), Map.of(), file))).isEqualTo(wanted(setting));
        assertThat(value(setting, Settings.of(beside(setting), Map.of("GRID_CONFIG", file), null)))
                .isEqualTo(wanted(setting));
    }

    @ParameterizedTest
    @EnumSource
    void hasAFlagWithHelp(Setting setting) {
        assertThat(setting.flag()).matches("--[a-z-]+");
        assertThat(setting.meaning()).endsWith(".").hasSizeLessThan(140);
    }

    @Test
    void aKeyIsReadWithoutTheLineBreakOfItsFile() {
        Map<Setting, String> flags = Map.of(Setting.GRID_KEY_FILE, OTHER.get(Setting.GRID_KEY_FILE));
        assertThat(Settings.of(flags, Map.of(), null).node().key())
                .isEqualTo(GridKey.of(KEY.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aKeyThatIsMissingOrShortIsSaid() throws Exception {
        Path none = dir.resolve("none.key");
        assertThat(failure(Map.of(Setting.GRID_KEY_FILE, none.toString()), Map.of(), null)
                        .problems()
                        .get(0)
                        .headline())
                .contains("--grid-key-file is \"" + none + "\", and there is no such file; make one: grid node key > ");
        Path few = Files.writeString(dir.resolve("few.key"), "secret\n");
        assertThat(failure(Map.of(), Map.of("GRID_KEY_FILE", few.toString()), null)
                        .problems()
                        .get(0)
                        .headline())
                .contains("is of 6 bytes; wanted at least 32; grid node key prints a fresh one")
                .doesNotContain("secret");
    }

    @Test
    void defaultsAreThoseOfTheApi() {
        StartOptions options = Settings.of(Map.of(), Map.of(), null);
        assertThat(options.node()).isEqualTo(NodeOptions.DEFAULT.withName(HostName.find()));
        assertThat(options.json()).isFalse();
        assertThat(options.mustJoin()).isFalse();
        assertThat(options.printAddress()).isFalse();
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        String file = file("port=1\nbackups=3\nworkers=7\n");
        Map<String, String> env = Map.of("GRID_PORT", "2", "GRID_BACKUPS", "4");
        NodeOptions node = Settings.of(Map.of(Setting.PORT, "3"), env, file).node();
        assertThat(List.of(node.port(), node.backups(), node.workers())).containsExactly(3, 4, 7);
    }

    @Test
    void anEmptyVariableIsNoVariable() {
        Map<String, String> env = Map.of("GRID_JOIN", "", "GRID_WORKERS", " ", "GRID_CONFIG", "");
        assertThat(Settings.of(Map.of(), env, null).node().join()).isEmpty();
    }

    private ProblemException failure(Map<Setting, String> flags, Map<String, String> env, String file) {
        return catchThrowableOfType(ProblemException.class, () -> Settings.of(flags, env, file));
    }

    @Test
    void allProblemsAreToldEachWithItsPlace() throws Exception {
        String file = file("workers = 5000\n  worker=2\nlog=xml\nport=1\nport=2\nname=\n");
        ProblemException e =
                failure(Map.of(Setting.BACKUPS, "9", Setting.JOIN, "a:b"), Map.of("GRID_DRAIN_TIMEOUT", "soon"), file);
        assertThat(e.exitCode()).isEqualTo(3);
        assertThat(e.aftermath()).isEqualTo("the node was not started");
        assertThat(e.problems().stream().map(Problem::headline))
                .containsExactlyInAnyOrder(
                        "unknown setting `worker` in " + file + ", line 2, column 3",
                        "setting `port` stands there twice in " + file + ", line 5, column 1",
                        "setting `name` has no value in " + file + ", line 6, column 1",
                        "workers is 5000; wanted 1 to 4096 in " + file + ", line 1, column 1",
                        "log is \"xml\"; wanted text or json in " + file + ", line 3, column 1",
                        "GRID_DRAIN_TIMEOUT is \"soon\"; wanted a number and a unit, as 500ms, 30s, 10m",
                        "--join is \"a:b\"; wanted host or host:port with a port from 1 to 65535",
                        "--backups is 9; wanted 0 to 6");
        assertThat(e.problems().stream().map(Problem::why)).contains("did you mean `workers`?");
    }

    @Test
    void httpForOthersWantsTokens() {
        ProblemException e = failure(Map.of(Setting.HTTP_BIND, "0.0.0.0"), Map.of(), null);
        assertThat(e.problems().get(0).headline())
                .isEqualTo("--http-bind is \"0.0.0.0\", and there are no tokens: whoever reaches it could run code");
        Map<Setting, String> withTokens = Map.of(Setting.HTTP_BIND, "0.0.0.0", Setting.TOKEN_FILE, "pom.xml");
        assertThat(Settings.of(withTokens, Map.of(), null).http().bind()).isEqualTo("0.0.0.0");
    }

    @Test
    void httpListensWhereTheNodeDoesOnceThereAreTokens() {
        Map<Setting, String> open = Map.of(Setting.BIND, "10.0.0.7");
        assertThat(Settings.of(open, Map.of(), null).http().bind()).isEqualTo("127.0.0.1");
        Map<Setting, String> withTokens = Map.of(Setting.BIND, "10.0.0.7", Setting.TOKEN_FILE, "pom.xml");
        assertThat(Settings.of(withTokens, Map.of(), null).http().bind()).isEqualTo("10.0.0.7");
    }

    @Test
    void aCertificateWantsItsKey() {
        ProblemException e = failure(Map.of(Setting.TLS_CERT, "pom.xml"), Map.of(), null);
        assertThat(e.problems().get(0).headline()).isEqualTo("--tls-cert is given, and no tls-key");
    }

    @Test
    void aBadValueIsToldThoughAnotherWins() {
        ProblemException e = failure(Map.of(Setting.PORT, "5701"), Map.of("GRID_PORT", "tcp://10.0.0.1:5701"), null);
        assertThat(e.problems()).hasSize(1);
        assertThat(e.problems().get(0).why()).contains("Kubernetes");
    }

    @Test
    void problemsOfFlagsAloneAreUsage() {
        assertThat(failure(Map.of(Setting.WORKERS, "many", Setting.CLUSTER, " "), Map.of(), null)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void joinAndDiscoveryExcludeEachOther() {
        ProblemException e = failure(Map.of(Setting.JOIN, "a"), Map.of("GRID_DISCOVERY", "dns:b"), null);
        assertThat(e.problems().get(0).headline()).isEqualTo("--join and GRID_DISCOVERY exclude each other");
    }

    @Test
    void aFileThatIsNotThereIsToldAndSoIsTheRest() {
        ProblemException e = failure(Map.of(Setting.LABEL, "a=1,a=2"), Map.of(), "/nowhere.properties");
        assertThat(e.problems().stream().map(Problem::headline))
                .containsExactly(
                        "cannot read settings from /nowhere.properties",
                        "--label is \"a=1,a=2\", where a is given twice");
    }

    @Test
    void aValueMayGoOnInTheNextLineAndHaveEscapes() throws Exception {
        String file = file("! comment \\\njoin = a,\\\n   b\nname = n\\u0031\nquorum = x\n");
        ProblemException e = failure(Map.of(), Map.of(), file);
        assertThat(e.problems().stream().map(Problem::headline))
                .containsExactly("quorum is \"x\"; wanted a whole number in " + file + ", line 5, column 1");
        String good = file("join = a,\\\n   b\nname = n\\u0031\n");
        assertThat(Settings.of(Map.of(), Map.of(), good).node().join()).containsExactly("a", "b");
        assertThat(Settings.of(Map.of(), Map.of(), good).node().name()).isEqualTo("n1");
    }

    @Test
    void labelsOfTheNodeItselfAreNotForUsers() {
        assertThat(failure(Map.of(Setting.LABEL, "grid.process=1"), Map.of(), null)
                        .getMessage())
                .contains("written by the node itself");
    }

    @Test
    void whoeverMustJoinHasToSayWhom() {
        assertThat(failure(Map.of(Setting.MUST_JOIN, "true"), Map.of(), null).getMessage())
                .contains("join or discovery");
    }
}
