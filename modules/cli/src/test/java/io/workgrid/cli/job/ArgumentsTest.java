package io.workgrid.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.api.Halt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
    @Test
    void whatStandsBehindTheColonsIsNeverAnOption() {
        Arguments cut = Arguments.of(List.of("map", "sha256", "-j", "2", ":::", "-x", "--help", ":::", "--"));
        assertThat(cut.flags()).containsExactly("map", "sha256", "-j", "2");
        assertThat(cut.items()).containsExactly("-x", "--help", ":::", "--");
        assertThat(cut.command()).isNull();
    }

    @Test
    void theCommandOfRunIsTakenAsItIs() {
        Arguments cut = Arguments.of(List.of("run", "-k", ":::", "a", "b", "--", "echo", "-n", "{}", ":::", "--"));
        assertThat(cut.flags()).containsExactly("run", "-k");
        assertThat(cut.items()).containsExactly("a", "b");
        assertThat(cut.command()).containsExactly("echo", "-n", "{}", ":::", "--");
    }

    @Test
    void otherVerbsAreNotCut() {
        Arguments cut = Arguments.of(List.of("submit", "--", ":::"));
        assertThat(cut.flags()).containsExactly("submit", "--", ":::");
        assertThat(cut.items()).isNull();
    }

    @Test
    void theLineThatContinuesCanBePasted() {
        List<String> args = List.of("run", "--joblog", "a b", "-a", "x", "--", "sh", "-c", "it's {}");
        assertThat(Arguments.of(args).resumed())
                .isEqualTo("grid run --resume --joblog 'a b' -a x -- sh -c 'it'\\''s {}'");
    }

    @Test
    void haltRulesAreReadAsTheyAreWritten() {
        Parsers.HaltRule rule = new Parsers.HaltRule();
        assertThat(rule.convert("soon,fail=2%")).isEqualTo(Halt.aboveShare(Halt.When.SOON, 0.02));
        assertThat(rule.convert("now,fail=3")).isEqualTo(Halt.atFailures(Halt.When.NOW, 3));
        assertThat(rule.convert("never")).isEqualTo(Halt.NEVER);
        for (String wrong : List.of("", "soon", "soon,fail=0", "soon,fail=101%", "now,fail=1.5", "later,fail=1")) {
            assertThatThrownBy(() -> rule.convert(wrong)).isInstanceOf(TypeConversionException.class);
        }
    }

    @Test
    void backoffIsARangeOrOneWait() {
        Parsers.BackoffRange range = new Parsers.BackoffRange();
        assertThat(range.convert("1s..2m"))
                .isEqualTo(new Parsers.Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2)));
        assertThat(range.convert("250ms").max()).isEqualTo(Duration.ofMillis(250));
        assertThatThrownBy(() -> range.convert("2m..1s")).hasMessageContaining("shorter wait first");
    }

    @Test
    void namesOfResultDirectoriesCannotLeaveTheirPlace() {
        assertThat(ResultsDir.safe("../../etc/passwd")).isEqualTo(".._.._etc_passwd");
        assertThat(ResultsDir.safe("a b\0\n/ü")).isEqualTo("a_b_");
        assertThat(ResultsDir.safe("x".repeat(500))).hasSize(80);
    }
}
