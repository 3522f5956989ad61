package io.workgrid.tasks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {

    @Test
    void eachWordArrivesAsItWas() {
        List<String> words = List.of("", " a  b ", "\"", "\\", "\n\t\u0001", "ü€😀", "'{}'", "],[");
        assertThat(WordList.read(WordList.write(words))).isEqualTo(words);
        assertThat(WordList.read("[]")).isEmpty();
    }

    @Test
    void whatOthersWriteIsReadToo() {
        assertThat(WordList.read(" [ \"a\\/\\u00fc\" ,\n\"b\" ] ")).containsExactly("a/ü", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "[",
                "[a]",
                "[1]",
                "[\"a]",
                "[\"a\",]",
                "[\"a\"] x",
                "[\"\\x\"]",
                "[\"\\u12\"]",
                "[\"a\" \"b\"]"
            })
    void whatIsNoListOfTextsIsRefused(String text) {
        assertThatThrownBy(() -> WordList.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("argument argv is no JSON list of texts");
    }
}
