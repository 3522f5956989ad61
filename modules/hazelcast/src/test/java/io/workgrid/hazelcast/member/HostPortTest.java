package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "host, host, 5701", "host:6000, host, 6000", "10.0.0.1:1, 10.0.0.1, 1",
        "[::1]:80, ::1, 80", "[::1], ::1, 5701", "fe80::1, fe80::1, 5701"
    })
    void hostWithOrWithoutPort(String text, String host, int port) {
        assertThat(HostPort.of(text)).isEqualTo(new HostPort(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":5701", "host:", "host:0", "host:65536", "host:x", "[::1", "a b"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> HostPort.of(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("wanted");
    }

    @Test
    void aNameIsLookedUpWithItsPort() throws Exception {
        assertThat(HostPort.of("localhost:99").lookUp()).contains("127.0.0.1:99");
    }
}
