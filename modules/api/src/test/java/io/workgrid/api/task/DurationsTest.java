package io.workgrid.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0s",
                "1ns",
                "999ns",
                "1.5us",
                "100ms",
                "1.234567ms",
                "1s",
                "1.5s",
                "59.000000001s",
                "1m",
                "1m1s",
                "1h",
                "1h30m",
                "1h0.5s",
                "1d",
                "1d1h1m1s",
                "292d"
            })
    void whatIsWrittenIsReadAsTheSame(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }

    @Test
    void theShortestUnitsAreWritten() {
        assertThat(Durations.format(Duration.ofMillis(1_500))).isEqualTo("1.5s");
        assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(Durations.format(Duration.ofHours(48))).isEqualTo("2d");
        assertThat(Durations.format(Duration.ofMillis(-250))).isEqualTo("-250ms");
        assertThat(Durations.format(Duration.ofSeconds(Long.MAX_VALUE))).startsWith("106751991167300d");
    }

    @Test
    void whatIsNoDurationIsNamed() {
        assertThatThrownBy(() -> Durations.parse("5x"))
                .hasMessageContaining("\"5x\"")
                .hasMessageContaining("250ms");
        assertThatThrownBy(() -> Durations.parse("")).hasMessageContaining("\"\"");
    }
}
