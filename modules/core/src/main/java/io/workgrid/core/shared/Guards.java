package io.workgrid.core.shared;

import io.workgrid.core.bytes.ByteSink;
import io.workgrid.core.bytes.ByteSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The highest fence of each lock under which a cell was changed. */
final class Guards {
    /** The most locks of which one cell knows. */
    static final int MOST = 256;

    private final Map<String, Long> highest = new LinkedHashMap<>();

    /** Why a change under a guard is refused; {@code null}: it is not, and from now on older fences are. */
    @Nullable
    Answer pass(Guard guard) {
        Long seen = highest.get(guard.lock());
        if (seen != null && seen > guard.fence()) {
            return Answer.refused(
                    Answer.Status.STALE_FENCE,
                    "the lock was given to somebody else: fence " + guard.fence() + " came after fence " + seen
                            + "; nothing changed");
        }
        if (seen == null && highest.size() >= MOST) {
            return Answer.refused(
                    Answer.Status.REFUSED,
                    "it is written under " + MOST + " different locks, the most there may be; nothing changed");
        }
        highest.put(guard.lock(), guard.fence());
        return null;
    }

    void write(ByteSink sink) {
        sink.number(highest.size());
        highest.forEach((lock, fence) -> {
            sink.text(lock);
            sink.number(fence);
        });
    }

    void read(ByteSource source) {
        for (int left = source.count(); left > 0; left--) {
            highest.put(source.text(), source.number());
        }
    }
}
