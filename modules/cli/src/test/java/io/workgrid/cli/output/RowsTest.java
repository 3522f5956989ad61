package io.workgrid.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final JobView JOB = new JobView(
            "j-1", "t", "t", JobPhase.FINISHED, null, 2, true, 0, 1, 1, 0, 0, 0, 0, 1_500, Map.of("rows", 7L));

    private static ItemRow done(long index, String key, @Nullable Object result) {
        return new ItemRow(index, key, Outcome.DONE, 1, "local", 0, 1_000, 12, null, null, result, null);
    }

    private static final ItemRow FAILED =
            new ItemRow(1, "k,\"2\"", Outcome.FAILED, 2, "local", 1, 2_000, 3, 42, "E: no", null, null);

    private static Console console(OutputStream out, OutputStream err) {
        var utf8 = StandardCharsets.UTF_8;
        return new Console(
                InputStream.nullInputStream(),
                out,
                new PrintStream(err, true, utf8),
                new Terminals(false, false, false, 80, false, false, utf8, utf8),
                Map.of());
    }

    private static String written(Format format, ItemRow... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JobDisplay display = new JobDisplay(
                console(out, OutputStream.nullOutputStream()), format, ProgressMode.NONE, false, index -> index);
        List.of(rows).forEach(display::row);
        display.endResults(JOB);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textIsAResultPerLineAndNothingForAFailedItem() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("lines", 3L);
        counts.put("words", List.of(1, 2.5));
        assertThat(written(
                        Format.TEXT,
                        done(0, "a", "ä"),
                        FAILED,
                        done(2, "c", 7L),
                        done(3, "d", counts),
                        done(4, "e", "x\ny")))
                .isEqualTo("ä\n7\n{\"lines\":3,\"words\":[1,2.5]}\nx\\ny\n");
    }

    @Test
    void whatAProgramWroteIsNotTouched() {
        byte[] bytes = {'a', 0, (byte) 0xFF};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        JobDisplay display = new JobDisplay(console(out, err), Format.TEXT, ProgressMode.NONE, false, index -> index);
        display.row(new ItemRow(
                0,
                "k",
                Outcome.FAILED,
                1,
                "local",
                0,
                0,
                0,
                1,
                "E",
                null,
                new ItemRow.Printed(bytes, new byte[] {'e'}, "stdout is cut")));
        display.endResults(JOB);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("e\ngrid: item 0: stdout is cut\n");
    }

    @Test
    void aJsonLineHasTheNamedFieldsInTheirOrder() {
        assertThat(written(Format.JSONL, done(0, "a", "r"), FAILED)).isEqualTo("""
                        {"index":0,"key":"a","outcome":"DONE","attempts":1,"node":"local","worker":0,"startedMs":1000,"durationMs":12,"exit":null,"error":null,"result":"r"}
                        {"index":1,"key":"k,\\"2\\"","outcome":"FAILED","attempts":2,"node":"local","worker":1,"startedMs":2000,"durationMs":3,"exit":42,"error":"E: no","result":null}
                        """);
    }

    @Test
    void theJsonDocumentHasASchemaAndTheJob() {
        assertThat(written(Format.JSON, done(0, "a", 1L)))
                .startsWith("{\"schema\":\"grid.job/v1\",\"items\":[\n{\"index\":0,")
                .contains("\"created\":\"1970-01-01T00:00:00Z\"", "\"durationMs\":1500", "\"counters\":{\"rows\":7}")
                .endsWith("}\n");
        assertThat(written(Format.JSON)).startsWith("{\"schema\":\"grid.job/v1\",\"items\":[],\"id\":\"j-1\"");
    }

    @Test
    void yamlIsTheSameDocument() {
        assertThat(written(Format.YAML, done(0, "a", 1L)))
                .startsWith("schema: grid.job/v1\nitems:\n  - index: 0\n    key: \"a\"\n")
                .contains("\nphase: \"FINISHED\"\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(written(Format.CSV, FAILED))
                .isEqualTo("index,key,outcome,attempts,node,worker,startedMs,durationMs,exit,error,result\n"
                        + "1,\"k,\"\"2\"\"\",FAILED,2,local,1,2000,3,42,E: no,\n");
    }

    @Test
    void aTableSaysItsBounds() {
        assertThat(written(Format.TABLE, done(0, "a", "r"), FAILED)).isEqualTo("""
                        INDEX  KEY    OUTCOME  DURATION  RESULT
                        0      a      DONE     0.0s      r
                        1      k,"2"  FAILED   0.0s      E: no
                        2 items
                        """);
    }

    @Test
    void nameIsTheKeys() {
        assertThat(written(Format.NAME, done(0, "a", "r"), FAILED)).isEqualTo("a\nk,\"2\"\n");
    }

    @Test
    void aReaderThatWentAwayIsNoFault() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        JobDisplay display = new JobDisplay(
                console(broken, OutputStream.nullOutputStream()), Format.TEXT, ProgressMode.NONE, false, i -> i);
        display.row(done(0, "a", "r"));
        assertThatThrownBy(display::idle).isInstanceOf(ReaderGoneException.class);
    }

    @Test
    void aFullDiskIsOneProblem() throws IOException {
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            JobDisplay display = new JobDisplay(
                    console(full, OutputStream.nullOutputStream()), Format.TEXT, ProgressMode.NONE, false, i -> i);
            display.row(done(0, "a", "r"));
            ProblemException e = catchThrowableOfType(ProblemException.class, display::idle);
            assertThat(e.exitCode()).isEqualTo(125);
            assertThat(e.getMessage()).isEqualTo("cannot write results to stdout: no space left on the device");
        }
    }

    @Test
    void jsonTakesWhateverATaskReturns() {
        assertThat(Json.of(new Object[] {1, 2L, Double.NaN, true, new int[] {3}, new byte[] {1, 2}, Outcome.DONE}))
                .isEqualTo("[1,2,\"NaN\",true,[3],\"AQI=\",\"DONE\"]");
        assertThat(Json.of(null)).isEqualTo("null");
        assertThat(Json.of(Map.of())).isEqualTo("{}");
        assertThat(Json.of(List.of(List.of(), Map.of("a", List.of())))).isEqualTo("[[],{\"a\":[]}]");
    }
}
