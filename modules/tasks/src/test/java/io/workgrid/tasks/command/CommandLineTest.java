package io.workgrid.tasks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.task.TaskFailureException;
import io.workgrid.tasks.item.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void everyPlaceholderIsFilled() throws Exception {
        assertThat(argv("item", "echo", "{}", "a{}b{#}", "{attempt}/{fence}"))
                .containsExactly("echo", "item", "aitemb7", "2/31");
    }

    @Test
    void withoutAPlaceholderTheItemIsTheLastArgument() throws Exception {
        assertThat(argv("a b", "gzip", "-9")).containsExactly("gzip", "-9", "a b");
        assertThat(argv("x", "echo", "{#}")).containsExactly("echo", "7");
    }

    @Test
    void anItemIsOneArgumentWhateverItHolds() throws Exception {
        assertThat(argv("$(id); 'x' \"{}\" *", "echo", "{}")).containsExactly("echo", "$(id); 'x' \"{}\" *");
    }

    @Test
    void aColumnIsFilledByItsName() throws Exception {
        assertThat(argv(row("host", "db-1", "first name", "Ada"), "ssh", "{host}", "{first name}"))
                .containsExactly("ssh", "db-1", "Ada");
    }

    @Test
    void aColumnGoesBeforeAReservedName() throws Exception {
        assertThat(argv(row("attempt", "mine", "b", ""), "echo", "{attempt}{fence}"))
                .containsExactly("echo", "mine31");
    }

    @Test
    void theItemOfARowIsItsOnlyColumnOrAJsonObject() throws Exception {
        assertThat(argv(row("path", "/x"), "cat")).containsExactly("cat", "/x");
        assertThat(argv(row("a", "say \"hi\"\n", "b", "\u0001"), "jq", "."))
                .containsExactly("jq", ".", "{\"a\":\"say \\\"hi\\\"\\n\",\"b\":\"\\u0001\"}");
    }

    @Test
    void anUnknownColumnIsAPermanentFailureThatListsTheColumns() {
        TaskFailureException failure = catchThrowableOfType(
                TaskFailureException.class, () -> argv(row("host", "a", "port", "1"), "ping", "{hots}"));
        assertThat(failure.permanent()).isTrue();
        assertThat(failure).hasMessageStartingWith("row has no column \"hots\"; it has host, port.");
    }

    @Test
    void bracesThatNameNothingStay() throws Exception {
        assertThat(argv("x", "awk", "{print}", "{}")).containsExactly("awk", "{print}", "x");
        assertThat(argv(row("a", "1", "b", "2"), "awk", "{print $1}", "{1,2}", "{a}"))
                .containsExactly("awk", "{print $1}", "{1,2}", "1");
    }

    @Test
    void aBackslashTakesTheMeaningAway() throws Exception {
        assertThat(argv("x", "find", "-exec", "\\{}", "\\{#}", "\\{3\\}", "{}"))
                .containsExactly("find", "-exec", "{}", "{#}", "\\{3\\}", "x");
        assertThat(argv(row("a", "1"), "echo", "\\{b}", "{a}")).containsExactly("echo", "{b}", "1");
    }

    @Test
    void variablesOfAShellStay() throws Exception {
        assertThat(argv(row("a", "1"), "bash", "-c", "echo ${HOME} ${#} {a}"))
                .containsExactly("bash", "-c", "echo ${HOME} ${#} 1");
    }

    @Test
    void aShellTextRefersToTheItemAndNeverHoldsIt() throws Exception {
        String evil = "'; rm -rf / #";
        for (String text : List.of("echo {}", "echo \"{}\"", "echo '{}'", "echo")) {
            assertThat(shell(evil, text)).doesNotContain("rm").contains("${GRID_ITEM}");
        }
    }

    @Test
    void aShellTextThatNamesAVariableGetsNoLastArgument() throws Exception {
        assertThat(shell("x", "echo $GRID_KEY")).isEqualTo("echo $GRID_KEY");
    }

    @Test
    void wordsAreSplitAsAShellSplitsThem() {
        assertThat(Words.split("gzip -9  'a b' \"c \\\" d\" e\\ f '' \\{} {}"))
                .containsExactly("gzip", "-9", "a b", "c \" d", "e f", "", "\\{}", "{}");
    }

    @Test
    void whatIsShownCanBeTyped() throws Exception {
        assertThat(CommandLine.of(CommandSpec.of("echo", "it's", "{}"), values("a b"))
                        .display())
                .isEqualTo("echo 'it'\\''s' 'a b'");
    }

    private static List<String> argv(Object item, String... argv) throws TaskFailureException {
        return CommandLine.of(CommandSpec.of(argv), values(item)).argv();
    }

    private static String shell(Object item, String text) throws TaskFailureException {
        return CommandLine.of(CommandSpec.ofShell(text), values(item)).argv().get(2);
    }

    private static Values values(Object item) throws TaskFailureException {
        return new Values(Item.of(item), 7, 2, 31);
    }

    private static Map<String, String> row(String... pairs) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            row.put(pairs[i], pairs[i + 1]);
        }
        return row;
    }
}
