package io.workgrid.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.output.Terminals;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ItemFlagsTest {
    @TempDir
    private Path dir;

    private static Console console(boolean terminal, String stdin) {
        var utf8 = StandardCharsets.UTF_8;
        return new Console(
                new ByteArrayInputStream(stdin.getBytes(utf8)),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, utf8),
                new Terminals(terminal, false, false, 80, false, false, utf8, utf8),
                Map.of());
    }

    @CommandLine.Command
    private static final class Verb {
        @CommandLine.Mixin
        private ItemFlags flags = new ItemFlags();
    }

    private static ItemSource open(Console console, List<String> inline, boolean dash, String... args) {
        Verb verb = new Verb();
        new CommandLine(verb).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
        return verb.flags.open(console, "map t", inline, dash, false);
    }

    private static ProblemException fault(Console console, List<String> inline, String... args) {
        return catchThrowableOfType(ProblemException.class, () -> open(console, inline, false, args));
    }

    private static List<Object> all(ItemSource source) {
        List<Object> items = new ArrayList<>();
        source.forEach(items::add);
        return items;
    }

    @Test
    void aTerminalIsNotReadUnlessAsked() {
        ProblemException e = fault(console(true, ""), null);
        assertThat(e.exitCode()).isEqualTo(2);
        assertThat(e.getMessage()).isEqualTo("no items, and stdin is a terminal");
        assertThat(all(open(console(true, "a\nb\n"), null, true))).containsExactly("a", "b");
    }

    @Test
    void stdinIsReadWhereItIsNoTerminalAndNothingElseIsGiven() {
        assertThat(all(open(console(false, "a\n"), null, false))).containsExactly("a");
        assertThat(all(open(console(false, "a\n"), List.of("x"), false))).containsExactly("x");
    }

    @Test
    void rangesAreNumbersAndOtherTextsAreThemselves() {
        ItemSource source = open(console(true, ""), List.of("0..3", "x", "-1..1", "1...2"), false);
        assertThat(all(source)).containsExactly("0", "1", "2", "3", "x", "-1", "0", "1", "1...2");
        assertThat(source.count()).isEqualTo(9);
        assertThat(all(open(console(true, ""), List.of(), false))).isEmpty();
    }

    @Test
    void aRangeOfABillionIsNotKeptInMemory() {
        ItemSource source = open(console(true, ""), List.of("0..999999999999"), false);
        assertThat(source.count()).isEqualTo(1_000_000_000_000L);
        assertThat(source.iterator().next()).isEqualTo("0");
    }

    @Test
    void badRangesAreUsageErrors() {
        assertThat(fault(console(true, ""), List.of("9..0")).getMessage()).contains("goes down");
        assertThat(fault(console(true, ""), List.of("0..99999999999999999999")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void twoPlacesForItemsAreOneTooMany() throws Exception {
        Path file = Files.writeString(dir.resolve("a"), "x\n");
        ProblemException e = fault(console(true, ""), List.of("x"), "-a", file.toString());
        assertThat(e.exitCode()).isEqualTo(2);
        assertThat(e.getMessage()).contains("two places");
    }

    @Test
    void filesAreReadOneAfterTheOtherByTheFormatOfTheirName() throws Exception {
        Path lines = Files.writeString(dir.resolve("a.txt"), "x\ny\n");
        Path rows = Files.writeString(dir.resolve("b.CSV"), "n\n1\n");
        Path json = Files.writeString(dir.resolve("c.ndjson"), "5\n");
        ItemSource source = open(
                console(true, ""), null, false, "-a", lines.toString(), "-a", rows.toString(), "-a", json.toString());
        assertThat(all(source)).containsExactly("x", "y", Map.of("n", "1"), 5L);
        assertThat(source.count()).isEqualTo(4);
        assertThat(all(open(console(true, ""), null, false, "--format", "lines", "-a", json.toString())))
                .containsExactly("5");
    }

    @Test
    void whatIsWrongWithAFileIsKnownBeforeAnythingRuns() throws Exception {
        Path bad = Files.writeString(dir.resolve("bad.jsonl"), "1\n{,}\n");
        assertThat(fault(console(true, ""), null, "-a", bad.toString()).getMessage())
                .isEqualTo("bad JSON in " + bad + ", line 2, column 2");
    }

    @Test
    void missingFilesAndDirectoriesAreBadInput() {
        ProblemException missing =
                fault(console(true, ""), null, "-a", dir.resolve("nope").toString());
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.getMessage()).endsWith("no such file");
        assertThat(fault(console(true, ""), null, "-a", dir.toString()).getMessage())
                .contains("directory", "--glob");
    }

    @Test
    void patternsMatchRegularFilesInOrder() throws Exception {
        Files.createDirectories(dir.resolve("d/e.csv"));
        Files.createDirectories(dir.resolve(".h"));
        for (String name : List.of("b.csv", "a.csv", "d/c.csv", ".x.csv", ".h/y.csv", "n.txt")) {
            Files.writeString(dir.resolve(name), "");
        }
        assertThat(all(open(console(true, ""), null, false, "--glob", dir + "/*.csv")))
                .containsExactly(dir + "/a.csv", dir + "/b.csv");
        assertThat(all(open(console(true, ""), null, false, "--glob", dir + "/**.csv")))
                .containsExactly(dir + "/a.csv", dir + "/b.csv", dir + "/d/c.csv");
        ProblemException none = fault(console(true, ""), null, "--glob", dir + "/*.zip");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(fault(console(true, ""), null, "--glob", "/nowhere/x/*").getMessage())
                .contains("no file matches");
    }
}
