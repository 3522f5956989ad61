package io.workgrid.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @Test
    void hostsAndPortsAreRead() {
        assertThat(HostPort.of("db-1.prod")).isEqualTo(new HostPort("db-1.prod", 0));
        assertThat(HostPort.of("10.0.0.7:5701")).isEqualTo(new HostPort("10.0.0.7", 5701));
        assertThat(HostPort.of("::1")).isEqualTo(new HostPort("::1", 0));
        assertThat(HostPort.of("[fe80::1]:99")).isEqualTo(new HostPort("fe80::1", 99));
        assertThat(HostPort.of("[::1]").orPort(5701)).hasToString("[::1]:5701");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "a:0", "a:65536", "a:b", "a b", ":5701", "a:123456", "http://a"})
    void othersAreRefused(String text) {
        assertThatThrownBy(() -> HostPort.of(text)).hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void aHostNameBecomesANameOfANode() {
        assertThat(HostName.asName("web_1.prod\n")).isEqualTo("web_1.prod");
        assertThat(HostName.asName("-ü!")).isEqualTo("node");
        assertThat(HostName.asName("x".repeat(80))).hasSize(63);
    }
}
