package io.workgrid.engine.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void whatWasNotUsedForLongIsForgotten() {
        Map<String, Integer> memory = Recent.memory(any -> true);
        memory.put("used", 1);
        memory.put("not used", 2);
        for (int n = 0; n < Recent.MOST - 1; n++) {
            assertThat(memory.get("used")).isOne();
            memory.put("other " + n, n);
        }
        assertThat(memory).hasSize(Recent.MOST).containsKey("used").doesNotContainKey("not used");
    }

    @Test
    void whatIsUnderWayIsKept() {
        Map<String, Boolean> memory = Recent.memory(Boolean::booleanValue);
        memory.put("under way", false);
        for (int n = 0; n < 2 * Recent.MOST; n++) {
            memory.put("idle " + n, true);
        }
        assertThat(memory).containsKey("under way").hasSize(Recent.MOST);
    }
}
