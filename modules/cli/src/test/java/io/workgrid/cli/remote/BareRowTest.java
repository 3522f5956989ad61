package io.workgrid.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.ItemResult;
import io.workgrid.api.view.Outcome;
import io.workgrid.cli.output.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BareRowTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "\"\"",
                "\"a } \\\" b\"",
                "\"\\u00fc\\n\"",
                "\"ü 😀\"",
                "7",
                "123456789012345678",
                "1234567890123456789",
                "12345678901234567890",
                "0",
                "-0",
                "-5",
                "1.0",
                "1e3",
                "null",
                "true",
                "[1,\"}\"]",
                "{\"a\":{\"b\":\"c\"}}",
                "{}"
            })
    void resultIsWhatJsonSays(String json) {
        String line = "{\"index\":41,\"outcome\":\"DONE\",\"result\":" + json + "}";
        ItemResult<Object> row = BareRow.parse(line);
        assertThat(row.index()).isEqualTo(41);
        assertThat(row.item().outcome()).isEqualTo(Outcome.DONE);
        assertThat(row.item().attempts()).isPositive();
        assertThat(row.value()).isEqualTo(Views.result(Tree.parse(line)).value());
    }

    @Test
    void bytesAndWhatIsNotDoneAreReadToo() {
        assertThat(BareRow.parse("{\"index\":0,\"outcome\":\"DONE\",\"resultBase64\":\"/w==\"}")
                        .value())
                .isEqualTo(new byte[] {(byte) 0xFF});
        ItemResult<Object> failed = BareRow.parse("{\"index\":3,\"outcome\":\"FAILED\",\"result\":null}");
        assertThat(failed.index()).isEqualTo(3);
        assertThat(failed.item().outcome()).isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"index\":",
                "{\"index\":1,\"outcome\":\"DONE\",\"result\":",
                "{\"index\":1,\"outcome\":\"DONE\",\"result\":}",
                "{\"index\":1,\"outcome\":\"DONE\",\"result\":\"",
                "{\"index\":1,\"outcome\":\"DONE\",\"result\":\"}",
                "{\"index\":1,\"outcome\":\"DONE\",\"result\":12"
            })
    void whatIsNoRowIsRefused(String line) {
        assertThatThrownBy(() -> BareRow.parse(line)).isInstanceOf(ProblemException.class);
    }
}
