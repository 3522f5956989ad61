package io.workgrid.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.cli.output.Problem.Where;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemPrinterTest {
    private final ProblemPrinter printer = new ProblemPrinter();

    private static Problem badJson(int line, int column, String text) {
        return Problem.of(ErrorCode.BAD_JSON, "bad JSON")
                .at(new Where("batch.jsonl", line, column, text))
                .because("unexpected `}` after a comma")
                .fixedBy("remove the comma");
    }

    @Test
    void aProblemIsShownAsTheManualSays() {
        String text = printer.text(
                List.of(badJson(1042, 33, "{\"id\":\"a\",\"task\":\"primes\",\"n\":5,}")), "nothing was submitted");

        assertThat(text).isEqualTo("""
                        error[GRID-C301]: bad JSON in batch.jsonl, line 1042, column 33
                        1042 | {"id":"a","task":"primes","n":5,}
                             |                                 ^ unexpected `}` after a comma
                           = fix: remove the comma
                           nothing was submitted
                        """);
    }

    @Test
    void aProblemWithoutAPlaceSaysWhyOnALineOfItsOwn() {
        Problem problem =
                Problem.of(ErrorCode.UNKNOWN_TASK, "no task \"primse\"").because("3 tasks are known");

        assertThat(printer.text(List.of(problem), null))
                .isEqualTo("error[GRID-C401]: no task \"primse\"\n   = why: 3 tasks are known\n");
    }

    @Test
    void stdinIsCalledByItsName() {
        assertThat(badJson(3, 1, "x").at(new Where("-", 3, 1, "x")).headline())
                .isEqualTo("bad JSON in stdin, line 3, column 1");
    }

    @Test
    void theCaretStandsUnderItsCharacterAfterTabs() {
        assertThat(lines(badJson(7, 4, "\ta\t}")))
                .contains("7 |     a   }", "  |         ^ unexpected `}` after a comma");
    }

    @Test
    void theCaretStandsUnderItsCharacterAfterWideOnes() {
        // each of the two is two columns wide, the accent none
        assertThat(lines(badJson(7, 5, "部屋e\u0301}")))
                .contains("7 | 部屋e\u0301}", "  |      ^ unexpected `}` after a comma");
    }

    @Test
    void aLongLineIsCutAroundTheCaret() {
        String line = "x".repeat(5_000) + "}" + "y".repeat(5_000);
        List<String> shown = lines(badJson(1, 5_001, line));

        assertThat(shown.get(1)).startsWith("1 | ...xxx").endsWith("yyy...").hasSize(104);
        assertThat(shown.get(1).charAt(shown.get(2).indexOf('^'))).isEqualTo('}');
    }

    @Test
    void aLongLineWithTheCaretAtItsStartIsCutOnlyBehind() {
        List<String> shown = lines(badJson(1, 1, "}" + "y".repeat(5_000)));

        assertThat(shown.get(1)).startsWith("1 | }yyy").endsWith("y...");
        assertThat(shown.get(2)).startsWith("  | ^ ");
    }

    @Test
    void aCaretBehindTheEndOfTheLineStandsThere() {
        assertThat(lines(badJson(1, 4, "abc"))).contains("1 | abc", "  |    ^ unexpected `}` after a comma");
    }

    @Test
    void aFileCannotSteerTheTerminal() {
        assertThat(printer.text(List.of(badJson(1, 1, "\u001b[2Ja\u202e")), null))
                .contains("1 | ?[2Ja?");
        assertThat(printer.text(List.of(Problem.of(ErrorCode.BAD_ITEM, "item \"\u001b[31m\"\nis bad")), null))
                .isEqualTo("error[GRID-C205]: item \"?[31m\" is bad\n");
    }

    @Test
    void secretsAreStarsAndTheCaretStaysWhereItWas() {
        List<String> shown = lines(badJson(2, 30, "env: {PGPASSWORD: hunter2, A: }"));

        assertThat(shown).contains("2 | env: {PGPASSWORD: *******, A: }");
        assertThat(shown.get(2).indexOf('^')).isEqualTo(33);
        assertThat(Redaction.mask("postgres://app:s3cret@db/x")).isEqualTo("postgres://app:******@db/x");
        assertThat(Redaction.mask("\"api_key\": \"abc\"")).isEqualTo("\"api_key\": \"***\"");
    }

    @Test
    void twentyProblemsAreShownAndTheRestCounted() {
        String text = printer.text(
                Collections.nCopies(23, Problem.of(ErrorCode.UNKNOWN_KEY, "unknown key `a`")), "nothing was submitted");

        assertThat(text.lines().filter(line -> line.startsWith("error[GRID-C311]")))
                .hasSize(20);
        assertThat(text).endsWith("\n\n   +3 more\n   nothing was submitted\n");
    }

    @Test
    void colourIsOnlyAddedWhenAskedFor() {
        String plain = printer.text(List.of(badJson(1, 1, "}")), "nothing was submitted");
        String coloured = new ProblemPrinter(true).text(List.of(badJson(1, 1, "}")), "nothing was submitted");

        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(plain)
                .isNotEqualTo(coloured);
    }

    @Test
    void jsonSaysTheSameWords() {
        assertThat(printer.json(List.of(badJson(3, 2, "{}}")), "nothing was submitted"))
                .isEqualTo(
                        "{\"error\":{\"code\":\"GRID-C301\",\"message\":\"bad JSON in batch.jsonl, line 3, column 2\","
                                + "\"where\":{\"file\":\"batch.jsonl\",\"line\":3,\"column\":2,\"text\":\"{}}\"},"
                                + "\"why\":\"unexpected `}` after a comma\",\"fix\":\"remove the comma\"},"
                                + "\"aftermath\":\"nothing was submitted\"}\n");
    }

    @Test
    void jsonOfSeveralProblemsIsOneDocument() {
        Problem problem = Problem.of(ErrorCode.UNKNOWN_KEY, "unknown key");
        String one = "{\"code\":\"GRID-C311\",\"message\":\"unknown key\",\"where\":null,\"why\":null,\"fix\":null}";

        assertThat(printer.json(List.of(problem, problem), null))
                .isEqualTo("{\"error\":" + one + ",\"more\":[" + one + "]}\n");
        assertThat(printer.json(Collections.nCopies(25, problem), null)).endsWith("],\"omitted\":5}\n");
    }

    @Test
    void theMessageOfAFailureIsItsFirstProblem() {
        ProblemException failure = new ProblemException(3, badJson(1, 1, "}"), "nothing was submitted");

        assertThat(failure).hasMessage("bad JSON in batch.jsonl, line 1, column 1");
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(printer.text(failure)).endsWith("   nothing was submitted\n");
        assertThat(printer.json(failure)).contains("\"aftermath\":\"nothing was submitted\"");
    }

    private List<String> lines(Problem problem) {
        return printer.text(List.of(problem), null).lines().toList();
    }
}
