package io.workgrid.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobOptionsTest {
    private static Map<String, String> labels(int own, int notes) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < own; i++) {
            labels.put("l" + i, "x");
        }
        for (int i = 0; i < notes; i++) {
            labels.put("grid.n" + i, "x");
        }
        return labels;
    }

    @Test
    void notesOfTheGridDoNotTakeTheRoomOfLabels() {
        assertThat(JobOptions.DEFAULT.withLabels(labels(64, 2)).labels()).hasSize(66);
    }

    @Test
    void moreThanItsShareOfEitherIsRefused() {
        assertThatThrownBy(() -> JobOptions.DEFAULT.withLabels(labels(65, 0))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> JobOptions.DEFAULT.withLabels(labels(0, 17))).isInstanceOf(BadInputException.class);
    }
}
