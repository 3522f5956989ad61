package io.workgrid.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeenTest {

    @Test
    void eachIndexIsNewOnceWhateverTheOrder() {
        List<Long> indexes = new ArrayList<>(LongStream.range(0, 2_000).boxed().toList());
        Collections.shuffle(indexes, new Random(3));
        Seen seen = new Seen();
        assertThat(indexes).allMatch(seen::add);
        Collections.shuffle(indexes, new Random(4));
        assertThat(indexes).noneMatch(seen::add);
        assertThat(seen.add(2_000)).isTrue();
    }
}
