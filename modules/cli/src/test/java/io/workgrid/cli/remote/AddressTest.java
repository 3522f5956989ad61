package io.workgrid.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "h,                    false, h,   8701",
        "h:81,                 false, h,   81",
        "http://h:81/,         false, h,   81",
        "https://h,            true,  h,   443",
        "https://10.0.0.5:81,  true,  10.0.0.5, 81",
        "[::1]:81,             false, ::1, 81",
        "::1,                  false, ::1, 8701"
    })
    void anAddressIsReadAsPeopleWriteIt(String text, boolean tls, String host, int port) {
        assertThat(Address.of(text)).isEqualTo(new Address(tls, host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h:", "h:x", "h:0", "h:65536", "h h", "ftp://h", "h/path", "user@h"})
    void whatIsNoAddressIsRefusedWithWhatIsWanted(String text) {
        assertThatThrownBy(() -> Address.of(text)).hasMessageContaining("is \"" + text + "\"; wanted host");
    }

    @Test
    void severalStandWithCommasBetween() {
        assertThat(Address.list("a, b:2,https://c")).hasToString("[a:8701, b:2, https://c:443]");
        assertThatThrownBy(() -> Address.list(" , ")).hasMessageContaining("is empty");
    }

    @Test
    void anAddressOfVersionSixHasBracketsInTheHeader() {
        assertThat(Address.of("::1").authority()).isEqualTo("[::1]:8701");
    }
}
