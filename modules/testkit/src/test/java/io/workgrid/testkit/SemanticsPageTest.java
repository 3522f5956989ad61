package io.workgrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that says what shared objects do otherwise than Python: each of its rows names a case that is there. */
class SemanticsPageTest {
    private static final Pattern LAST_CELL = Pattern.compile("\\| `(\\w+)` \\|$");

    private static Set<String> cases() {
        return Arrays.stream(ManagerContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    @Test
    void everyRowNamesACaseThatIsThere() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../shared-objects.md")).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
                .filter(line -> !line.endsWith("| case |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(30).allSatisfy(row -> {
            Matcher named = LAST_CELL.matcher(row);
            assertThat(named.find()).as(row).isTrue();
            assertThat(cases()).as(row).contains(named.group(1));
        });
    }

    @Test
    void contractHasTheCasesItPromises() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(120);
    }
}
