package io.workgrid.hazelcast.store;

import com.hazelcast.map.IMap;
import io.workgrid.core.limit.LookAhead;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What members say of their memory to those who submit. Notes go by themselves when nobody repeats them. Any thread may use it. */
final class Notes {
    private static final String ROOM = "room";
    private static final String FULL = "full";
    private static final long KEPT_SECONDS = 10;

    private final IMap<String, String> notes;

    Notes(IMap<String, String> notes) {
        this.notes = notes;
    }

    /** How many bytes of items a job may put into the grid in advance. */
    long room() {
        String text = notes.get(ROOM);
        return text == null ? LookAhead.MOST_BYTES : Long.parseLong(text);
    }

    void room(long bytes) {
        notes.set(ROOM, Long.toString(bytes), KEPT_SECONDS, TimeUnit.SECONDS);
    }

    /** Why no more jobs are taken, or {@code null}. */
    @Nullable
    String full() {
        return notes.get(FULL);
    }

    void full(String why) {
        notes.set(FULL, why, KEPT_SECONDS, TimeUnit.SECONDS);
    }
}
