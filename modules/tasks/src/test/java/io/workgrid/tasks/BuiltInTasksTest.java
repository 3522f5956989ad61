package io.workgrid.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.task.TaskProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuiltInTasksTest {
    @Test
    void everyTaskIsFoundByItsName() {
        assertThat(ServiceLoader.load(TaskProvider.class))
                .extracting(TaskProvider::name)
                .containsExactlyInAnyOrder("command", "lines", "sha256", "sleep", "spin");
    }

    @Test
    void everySummaryIsOneLineThatSaysItemAndResult() {
        assertThat(ServiceLoader.load(TaskProvider.class))
                .extracting(TaskProvider::summary)
                .allSatisfy(summary ->
                        assertThat(summary).contains("item").contains("result").doesNotContain("\n"));
    }
}
