package io.workgrid.server.job;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.view.JobView;
import io.workgrid.engine.code.Sha256;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are made again under a key. The key makes the job's id, so that whichever node is asked, the grid itself says that there
 * is one; the fingerprint of the request stands in a label of the job. That of a stream is known at its end only, and to the node that
 * took it: elsewhere a repeated stream is compared by its first line and its number of items. Any thread.
 */
final class Repeats {
    private static final String HEADER = "Idempotency-Key";
    private static final String LABEL = "grid.request";
    private static final int ID_DIGITS = 24;
    private static final int MOST_STREAMS = 10_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Grid grid;
    private final Map<String, String> streams = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_STREAMS;
        }
    };

    Repeats(Grid grid) {
        this.grid = grid;
    }

    /** The key of a call; {@code null} if it has none. */
    static @Nullable String key(Call call) {
        String key = call.header(HEADER);
        if (key != null && !key.matches("[!-~]{1,200}")) {
            throw Fault.of(Code.BAD_VALUE, HEADER + " is no key; wanted 1 to 200 visible ASCII characters")
                    .at(HEADER);
        }
        return key;
    }

    /** The id of the job of a key. */
    static JobId id(String key) {
        return new JobId("j-"
                + Sha256.of(("idempotency " + key).getBytes(StandardCharsets.UTF_8))
                        .substring(0, ID_DIGITS));
    }

    /** The label of a job that was submitted under a key. */
    static Map<String, String> label(Print print, boolean whole) {
        return Map.of(LABEL, whole ? print.spec() + "." + print.whole() : print.spec());
    }

    /** A stream is through. */
    synchronized void through(JobId id, Print print) {
        streams.put(id.text(), print.whole());
    }

    private synchronized @Nullable String stream(JobId id) {
        return streams.get(id.text());
    }

    /**
     * The job that is there already, if it came from the same request; waits until its items are all there.
     *
     * @param items those of the request made again; what is left of them is read
     */
    JobView again(JobId id, Print print, Items items) {
        JobHandle<?> job = grid.job(id);
        String label = job.view().labels().get(LABEL);
        String[] known = label == null ? new String[] {""} : label.split("\\.", -1);
        if (!known[0].equals(print.spec())) {
            throw other(id);
        }
        long count = items.toTheEnd();
        JobView view = job.detach(LONGEST);
        String whole = known.length > 1 ? known[1] : stream(id);
        if (whole == null ? view.items() != count : !whole.equals(print.whole())) {
            throw other(id);
        }
        return view;
    }

    private static Fault other(JobId id) {
        return Fault.of(Code.CONFLICT, "the key or id was used for job " + id + " with another request")
                .fixedBy("a new request wants a new key; nothing was submitted");
    }
}
