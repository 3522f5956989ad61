package io.workgrid.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.cli.output.Tty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class NodeStartCommandTest {
    private static CommandLine line() {
        return NodeStartCommand.line(Tty.console("never"));
    }

    private static Map<Setting, String> flags(String... args) {
        CommandLine line = line();
        line.parseArgs(args);
        return line.<NodeStartCommand>getCommand().flags();
    }

    @ParameterizedTest
    @EnumSource
    void everySettingIsAFlag(Setting setting) {
        if (setting.isSwitch()) {
            assertThat(flags(setting.flag())).isEqualTo(Map.of(setting, "true"));
        } else {
            assertThat(flags(setting.flag(), "x")).isEqualTo(Map.of(setting, "x"));
            assertThat(flags(setting.flag() + "=x")).isEqualTo(Map.of(setting, "x"));
        }
        assertThat(line().getUsageMessage()).contains(setting.flag());
    }

    @Test
    void listsMayBeRepeated() {
        assertThat(flags("--join", "a,b", "--join", "c", "--label", "k=v", "--label", "l=w"))
                .isEqualTo(Map.of(Setting.JOIN, "a,b,c", Setting.LABEL, "k=v,l=w"));
    }

    @ParameterizedTest
    @EnumSource
    void theReadmeHasEverySetting(Setting setting) throws Exception {
        assertThat(Files.readString(Path.of("../../README.md")))
                .contains("| `" + setting.flag(), "| `" + setting.variable() + "` |");
    }

    @Test
    void whatIsNotGivenIsNoFlag() {
        assertThat(flags()).isEmpty();
    }
}
