package io.workgrid.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script in a real bash, in front of a grid that says how it was asked. */
@Timeout(30)
class GridNamesTest {
    @TempDir
    private Path dir;

    /** What is offered for the last word. */
    private String offered(String offeredByPicocli, String words) throws Exception {
        Path script = dir.resolve("test.bash");
        Files.writeString(
                script,
                "_complete_grid() { COMPREPLY=( " + offeredByPicocli + " ); }\n"
                        + "grid() { echo \"$*\" >> asked; echo j-aa1; echo j-ab2; }\n"
                        + GridNames.bash()
                        + "COMP_WORDS=(" + words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                        + "_complete_grid_names\necho \"${COMPREPLY[*]}\"\n");
        Process bash = new ProcessBuilder("bash", script.toString())
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void jobsOfTheGridThatIsMeantAreOffered() throws Exception {
        assertThat(offered("", "grid watch ''")).isEqualTo("@latest j-aa1 j-ab2");
        assertThat(offered("", "grid --address 10.0.0.5 results --follow j-ab")).isEqualTo("j-ab2");
        assertThat(offered("", "grid shared ls --job j-a")).isEqualTo("j-aa1 j-ab2");
        assertThat(dir.resolve("asked")).content().startsWith("jobs -o name\njobs -o name --address 10.0.0.5\n");
    }

    @Test
    void nodesAreOfferedToDrain() throws Exception {
        offered("", "grid drain ''");
        assertThat(dir.resolve("asked")).content().isEqualTo("nodes -o name\n");
    }

    @Test
    void nobodyIsAskedWhereThereIsSomethingElseToOffer() throws Exception {
        assertThat(offered("table wide", "grid results -o ''")).isEqualTo("table wide");
        assertThat(offered("", "grid watch --address ''")).isEmpty();
        assertThat(offered("", "grid map x")).isEmpty();
        assertThat(dir.resolve("asked")).doesNotExist();
    }
}
