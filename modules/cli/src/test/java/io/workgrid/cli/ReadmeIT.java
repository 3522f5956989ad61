package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README tells to type is typed here, in its order. */
class ReadmeIT {
    private static final Path CLONE = Objects.requireNonNull(Launched.GRID.getParent());
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
    private static final Pattern EXIT = Pattern.compile("(?m)^# exits with (\\d+)$");

    static List<String> blocks() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(CLONE.resolve("README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                // that one is what runs this; the other is typed in container-tests
                .filter(block -> !block.startsWith("mvn ") && !block.startsWith("cd docker\n"))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(4);
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockOfTheReadmeRuns(String block) throws Exception {
        Matcher exit = EXIT.matcher(block);
        Launched ran = Launched.shell(CLONE, "set -e -o pipefail\n" + block);
        assertThat(ran.exit()).as(ran.err()).isEqualTo(exit.find() ? Integer.parseInt(exit.group(1)) : 0);
        assertThat(ran.out().isEmpty()).isEqualTo(block.startsWith("# exits with 1\n"));
    }
}
