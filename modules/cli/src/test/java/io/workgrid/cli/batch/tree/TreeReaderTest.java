package io.workgrid.cli.batch.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemPrinter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void everyKeyAndValueKnowsItsPlace() {
        Node.Mapping batch = (Node.Mapping) only("b.yaml", "name: a\ntask:\n  kind: sql\n  ü😀: [x, 5]\n");
        Node.Mapping task = (Node.Mapping) batch.entries().get(1).value();
        Node.Sequence list = (Node.Sequence) task.entries().get(1).value();

        assertThat(batch.entries().get(0).place()).isEqualTo(new Place(1, 1));
        assertThat(batch.entries().get(0).value().place()).isEqualTo(new Place(1, 7));
        assertThat(task.entries().get(1).place()).isEqualTo(new Place(4, 3));
        assertThat(list.place()).isEqualTo(new Place(4, 7));
        assertThat(list.items().get(1).place()).isEqualTo(new Place(4, 11));
    }

    @Test
    void jsonPlacesCountCodePointsToo() {
        Node.Mapping batch = (Node.Mapping) only("b.json", "{\r\n \"😀\": 1, \"b\": [true]}");

        assertThat(batch.entries().get(1).place()).isEqualTo(new Place(2, 10));
        assertThat(batch.entries().get(1).value().place()).isEqualTo(new Place(2, 15));
    }

    @Test
    void equalKeysAreBothKept() {
        assertThat(((Node.Mapping) only("b.yaml", "a: 1\na: 2\n")).entries()).hasSize(2);
        assertThat(((Node.Mapping) only("b.json", "{\"a\":1,\"a\":2}")).entries())
                .hasSize(2);
    }

    @Test
    void valuesKeepTheTextTheyWereWrittenIn() {
        Node.Sequence list = (Node.Sequence) only("b.yaml", "[010, 1e3, 1_000, yes, true, 0..99, 2%, '5', null]");

        assertThat(list.items())
                .extracting(node -> ((Node.Scalar) node).text())
                .containsExactly("010", "1e3", "1_000", "yes", "true", "0..99", "2%", "5", "");
    }

    @Test
    void emptyDocumentsAreLeftOut() {
        assertThat(read("b.yaml", "a: 1\n---\n---\n# nothing\n---\nb: 2\n...\n"))
                .hasSize(2);
        assertThat(read("b.yaml", "")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void jsonIsKnownByItsNameOrItsStart() {
        assertThat(new Source("x.json", "a: 1").json()).isTrue();
        assertThat(new Source("-", "{ \"a\": 1}").json()).isTrue();
        assertThat(new Source("x.yaml", "{\"a\": 1}").json()).isFalse();
        assertThat(new Source("-", "{a: 1}").json()).isFalse();
    }

    @Test
    void aCommaTooManyIsShownAsInTheManual() {
        read("batch.json", "{\"id\":\"a\",\"task\":\"primes\",\"n\":5,}");

        assertThat(new ProblemPrinter().text(problems, "nothing was submitted")).isEqualTo("""
                        error[GRID-C301]: bad JSON in batch.json, line 1, column 33
                        1 | {"id":"a","task":"primes","n":5,}
                          |                                 ^ unexpected `}` after a comma
                           nothing was submitted
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '^', textBlock = """
            {"a" 1}        ~ 1 ~ 6 ~ unexpected `1` after a text
            {"a":tru}      ~ 1 ~ 6 ~ `tru` is no value; texts stand in quotes
            {"a":[1,2      ~ 1 ~ 10 ~ the text ends here; a `}`, `]` or `"` is missing
            {'a':1}        ~ 1 ~ 2 ~ unexpected `'` after `{`
            {"a":1]        ~ 1 ~ 7 ~ unexpected `]` after `1`
            {"😀":"x","b":} ~ 1 ~ 14 ~ unexpected `}` after a colon
            """)
    void badJsonIsPointedAt(String text, int line, int column, String why) {
        read("b.json", text);
        assertProblem("bad JSON", line, column, why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '^', textBlock = """
            a:|\tb: 1         ~ 2 ~ 1 ~ a tab; YAML is indented with spaces
            a: [1, 2|b: 3     ~ 2 ~ 2 ~ a `,` or closing bracket is missing before this
            a: b: c           ~ 1 ~ 5 ~ a second `:` in one value
            "a: 1             ~ 1 ~ 6 ~ the text ends inside a quoted value
            a: @x             ~ 1 ~ 4 ~ `@` cannot start a value
            key: {host}/{db}  ~ 1 ~ 12 ~ text behind a value that has ended
            a: 1|  b: 2       ~ 2 ~ 4 ~ a second `:` in one value
            ? {a: 1}|: 2      ~ 1 ~ 4 ~ a key must be a plain text
            a: &x 1|b: *x     ~ 2 ~ 4 ~ batch files have no anchors and aliases
            """)
    void badYamlIsPointedAt(String text, int line, int column, String why) {
        read("b.yaml", text.replace('|', '\n').replace("\\t", "\t"));
        assertProblem(why.startsWith("batch files") ? "alias `*x`" : "bad YAML", line, column, why);
    }

    @Test
    void aControlCharacterIsPointedAt() {
        read("b.yaml", "a: 1\nb: \u0007\n");
        assertProblem("bad YAML", 2, 4, "character U+0007 is not allowed");
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflowTheStack() {
        read("b.yaml", "x: " + "[".repeat(100_000));
        read("b.json", "[".repeat(100_000));

        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem.why()).isEqualTo("more than 500 levels of brackets or indentation"));
    }

    @Test
    void documentsBeforeAMistakeAreKept() {
        assertThat(read("b.yaml", "a: 1\n---\nb: [\n")).hasSize(1);
        assertThat(problems).hasSize(1);
    }

    private void assertProblem(String message, int line, int column, String why) {
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.why()).isEqualTo(why);
            assertThat(problem.where()).extracting("line", "column").containsExactly(line, column);
        });
    }

    private Node only(String name, String text) {
        List<Node> documents = read(name, text);
        assertThat(problems).isEmpty();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    private List<Node> read(String name, String text) {
        return TreeReader.read(new Source(name, text), problems::add);
    }
}
