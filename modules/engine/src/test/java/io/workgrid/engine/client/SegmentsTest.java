package io.workgrid.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.workgrid.engine.codec.JavaSerial;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    @Test
    void growsOverManySegmentsAndReadsBack() {
        Segments<Integer> list = new Segments<>();
        for (int n = 0; n < 200_000; n++) {
            list.add(n);
        }
        assertThat(list).hasSize(200_000);
        for (int n = 0; n < 200_000; n++) {
            assertThat(list.get(n)).isEqualTo(n);
        }
    }

    @Test
    void isTheListThatAnArrayListIs() {
        Random random = new Random(7);
        List<Integer> model = new ArrayList<>();
        List<Integer> list = new Segments<>();
        for (int n = 0; n < 65_530; n++) {
            model.add(n);
            list.add(n);
        }
        for (int n = 0; n < 300; n++) {
            int at = random.nextInt(model.size());
            switch (random.nextInt(4)) {
                case 0 -> assertThat(list.remove(at)).isEqualTo(model.remove(at));
                case 1 -> assertThat(list.set(at, n)).isEqualTo(model.set(at, n));
                case 2 -> {
                    list.add(n);
                    model.add(n);
                }
                default -> {
                    list.add(at, n);
                    model.add(at, n);
                }
            }
        }
        assertThat(list.equals(model)).isTrue();
        assertThat(list.hashCode()).isEqualTo(model.hashCode());
    }

    @Test
    void refusesAnIndexOutOfBounds() {
        Segments<Integer> list = new Segments<>();
        list.add(1);
        assertThatThrownBy(() -> list.get(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index 1 of 1");
        assertThatThrownBy(() -> list.add(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.remove(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void canBeTheResultOfATask() {
        Segments<String> list = new Segments<>();
        list.add("one");
        JavaSerial serial = new JavaSerial(getClass().getClassLoader());
        assertThat(serial.read(serial.write(list))).isEqualTo(List.of("one"));
    }
}
