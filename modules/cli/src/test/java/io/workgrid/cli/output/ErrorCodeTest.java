package io.workgrid.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    @Test
    void codesAreUniqueAndWellFormedAndInOrder() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id))
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(id -> id.matches("GRID-C[1-9]\\d\\d"));
    }

    @Test
    void eachCodeHasOneLineThatSaysWhenItIsUsed() {
        assertThat(ErrorCode.values())
                .allSatisfy(code -> assertThat(code.meaning())
                        .isNotBlank()
                        .doesNotContain("\n")
                        .hasSizeLessThan(110));
    }
}
