package io.workgrid.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.cli.output.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConnectFlagsTest {
    @TempDir
    private Path dir;

    private final Map<String, String> env = new HashMap<>();

    @Command
    private static final class Verb {
        @Mixin
        private ConnectFlags connect = new ConnectFlags();
    }

    @BeforeEach
    void home() {
        env.put("XDG_CONFIG_HOME", dir.toString());
    }

    private void config(String text) throws Exception {
        Files.createDirectories(dir.resolve("workgrid"));
        Files.writeString(dir.resolve("workgrid/config"), text);
    }

    private static ConnectFlags flags(String... args) {
        Verb verb = new Verb();
        new CommandLine(verb).parseArgs(args);
        return verb.connect;
    }

    private Access access(String... args) {
        return Objects.requireNonNull(flags(args).access(env));
    }

    private ProblemException fault(String... args) {
        return catchThrowableOfType(ProblemException.class, () -> flags(args).access(env));
    }

    @Test
    void withoutAnAddressThereIsNoCluster() {
        assertThat(flags().access(env)).isNull();
        assertThat(flags().find(env)).isNull();
        ProblemException none = catchThrowableOfType(ProblemException.class, () -> flags().open(env));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none).hasMessage("no address of a grid");
    }

    @Test
    void aFlagGoesBeforeTheEnvironmentAndThatBeforeTheProfile() throws Exception {
        config("# where\naddress = profile\n");
        assertThat(access().addresses()).hasToString("[profile:8701]");
        env.put("GRID_ADDRESS", "variable");
        assertThat(access().addresses()).hasToString("[variable:8701]");
        assertThat(access("--address", "flag:1").addresses()).hasToString("[flag:1]");
    }

    @Test
    void anEmptyVariableMeansEmbeddedWhateverTheProfileSays() throws Exception {
        config("address = profile\n");
        env.put("GRID_ADDRESS", "");
        assertThat(flags().access(env)).isNull();
    }

    @Test
    void aProfileIsNamedByFlagOrVariable() throws Exception {
        config("address = a\n[prod]\naddress = https://b\ntls-ca = ca.pem\ntoken = t1\n[test]\naddress=c\n");
        assertThat(access("--profile", "prod").addresses()).hasToString("[https://b:443]");
        assertThat(access("--profile", "prod").ca()).isEqualTo(dir.resolve("workgrid/ca.pem"));
        env.put("GRID_PROFILE", "test");
        assertThat(access().addresses()).hasToString("[c:8701]");
        assertThat(fault("--profile", "prdo").getMessage()).contains("no profile `prdo`");
        assertThat(fault("--profile", "prdo").problems().get(0).why()).isEqualTo("did you mean `prod`?");
    }

    @Test
    void aTokenComesFromFileVariableOrProfileAndIsNeverShown() throws Exception {
        config("address = a\ntoken-file = secret\n");
        Files.writeString(dir.resolve("workgrid/secret"), "of-profile\n");
        assertThat(access().token()).isEqualTo("of-profile");
        env.put("GRID_TOKEN", "of-variable");
        assertThat(access().token()).isEqualTo("of-variable");
        Path file = Files.writeString(dir.resolve("t"), "of-file\n");
        assertThat(access("--token-file", file.toString()).token()).isEqualTo("of-file");
        assertThat(access().toString()).doesNotContain("of-variable");
        env.put("GRID_TOKEN", "two words");
        assertThat(fault().getMessage()).contains("GRID_TOKEN is no token").doesNotContain("two words");
    }

    @Test
    void theTokenOfAProfileGoesToNoOtherAddressUnlessTheProfileWasNamed() throws Exception {
        config("address = a\ntoken = secret\n");
        assertThat(access("--address", "elsewhere").token()).isNull();
        assertThat(access("--address", "elsewhere", "--profile", "default").token())
                .isEqualTo("secret");
    }

    @Test
    void allThatIsWrongInTheFileIsToldWithItsLine() throws Exception {
        config("adress = a\naddress\ntoken = x\ntoken = y\n");
        ProblemException fault = fault();
        assertThat(fault.exitCode()).isEqualTo(2);
        assertThat(fault.problems())
                .extracting(problem -> Objects.requireNonNull(problem.where()).line())
                .containsExactly(1, 2, 4);
        assertThat(fault.problems().get(0).why()).isEqualTo("did you mean `address`?");
    }

    @Test
    void whatIsPastedReachesTheSameGrid() {
        assertThat(flags().pasted()).isEmpty();
        assertThat(flags("--address", "a:1", "--profile", "p").pasted()).isEqualTo(" --address a:1 --profile p");
    }
}
