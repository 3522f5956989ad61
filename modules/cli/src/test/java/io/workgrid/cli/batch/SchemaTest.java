package io.workgrid.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.batch.tree.Source;
import io.workgrid.cli.batch.tree.TreeReader;
import io.workgrid.cli.output.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors use and the reader that counts say the same. */
class SchemaTest {
    private final String text = resource("batch.schema.json");
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);

    @Test
    void everyKeyKnownToOneIsKnownToTheOther() {
        Node.Mapping defs = mapping(mapping(root(), "$defs"));

        for (Keys keys : Keys.values()) {
            Node.Mapping def = mapping(mapping(defs, keys.name().toLowerCase(Locale.ROOT)));
            assertThat(mapping(def, "properties"))
                    .isInstanceOfSatisfying(
                            Node.Mapping.class,
                            properties -> assertThat(properties.entries())
                                    .extracting(Node.Entry::key)
                                    .containsExactlyInAnyOrderElementsOf(keys.names()));
            assertThat(((Node.Scalar) mapping(def, "additionalProperties")).text())
                    .isEqualTo("false");
        }
    }

    @Test
    void everyExampleIsValid() {
        for (String kind : InitCommand.KINDS) {
            assertThat(schemaProblems(resource("init-" + kind + ".yaml"))).isEmpty();
        }
        assertThat(schemaProblems("""
                        name: add-index-orders
                        labels: {team: billing}
                        task: {kind: sql, file: V42__add_index.sql, effect: unsafe}
                        items: {from: dbs.csv, key: "{host}/{db}"}
                        parallelism: 40
                        chunk: auto
                        retries: {max: 3, backoff: {initial: 1s, factor: 2, max: 2m, jitter: true}, notOn: [exit=42, SQLSyntaxErrorException]}
                        timeout: 10m
                        deadline: 4h
                        halt: {when: soon, fail: 2%}
                        priority: 5
                        env: {PGAPPNAME: grid}
                        output: results.jsonl
                        """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "itms: {range: 0..9}",
                "chunk: 0",
                "chunk: some",
                "parallelism: 0",
                "parallelism: many",
                "priority: 101",
                "timeout: 10 minutes",
                "timeout: []",
                "retries: 3",
                "retries: {max: -1}",
                "retries: {notOn: exit=42}",
                "retries: {backoff: {factor: 0.5}}",
                "retries: {backoff: {jitter: maybe}}",
                "retries: {tries: 3}",
                "halt: {when: later, fail: 1}",
                "halt: {when: soon, fail: 0}",
                "halt: {when: soon, fail: lots}",
                "halt: {fail: 1}",
                "labels: [a]",
                "env: [a]",
                "needs: x",
                "output: [x]"
            })
    void plantedMistakesAreFoundByBoth(String line) {
        String batch = "task: {kind: command, command: ls}\nitems: {range: 0..9}\n" + line + "\n";

        assertThat(schemaProblems(batch)).isNotEmpty();
        assertThat(readerProblems(batch)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items: {range: 0..9}",
                "task: {kind: spin}",
                "task: {kind: spin, effect: bad}\nitems: {range: 0..9}",
                "task: {effect: pure}\nitems: {range: 0..9}",
                "task: {kind: spin, shell: maybe}\nitems: {range: 0..9}",
                "task: {kind: command, command: []}\nitems: {range: 0..9}",
                "task: spin\nitems: {range: 0..9}",
                "task: {kind: spin}\nitems: {range: 1-9}",
                "task: {kind: spin}\nitems: {range: 0..9, glob: x}",
                "task: {kind: spin}\nitems: {values: []}",
                "task: {kind: spin}\nitems: {values: [[1]]}",
                "task: {kind: spin}\nitems: {}",
                "task: {kind: spin}\nitems: [1]",
                "jobs: []",
                "jobs: [{task: {kind: spin}, items: {range: 0..9}}]",
                "[]"
            })
    void plantedMistakesInTaskAndItemsAreFoundByBoth(String batch) {
        assertThat(schemaProblems(batch)).isNotEmpty();
        assertThat(readerProblems(batch)).isNotEmpty();
    }

    private List<?> schemaProblems(String yaml) {
        return schema.validate(yaml, InputFormat.YAML);
    }

    private static List<Problem> readerProblems(String yaml) {
        Report report = new Report(new Source("b.yaml", yaml));
        BatchReader.read(new Source("b.yaml", yaml), report);
        return report.problems();
    }

    private Node.Mapping root() {
        List<Problem> problems = new ArrayList<>();
        Node root = TreeReader.read(new Source("s.json", text), problems::add).get(0);
        assertThat(problems).isEmpty();
        return (Node.Mapping) root;
    }

    private static Node.Mapping mapping(Node node) {
        return (Node.Mapping) node;
    }

    private static Node mapping(Node.Mapping in, String key) {
        return in.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static String resource(String name) {
        try {
            return new String(Texts.resource(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
