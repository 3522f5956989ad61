package io.workgrid.engine.client;

import io.workgrid.api.GridException;
import io.workgrid.api.ItemResult;
import io.workgrid.api.JobCancelledException;
import io.workgrid.api.JobFailedException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All results of a job in a list, or what is to be thrown instead. Used by one thread. */
final class Collected<O> {
    private static final int LARGE = 50_000;

    private final Handle<O> job;
    private List<@Nullable Object> values = new ArrayList<>();
    private @Nullable GridException failure;
    private @Nullable GridException cancelled;

    private Collected(Handle<O> job) {
        this.job = job;
    }

    /**
     * Reads to the end of the job; waits.
     *
     * @throws GridException the first failure by index, once every item has run
     */
    static <O> List<O> of(Handle<O> job) {
        Collected<O> collected = new Collected<>(job);
        try (Reader reader = job.readOnce()) {
            Optional<Piece> piece = reader.next(null);
            while (piece.isPresent()) {
                collected.add(piece.get());
                piece = reader.next(null);
            }
        }
        return collected.result();
    }

    private void add(Piece piece) {
        if (values.size() > LARGE && !(values instanceof Segments<?>)) {
            List<@Nullable Object> segments = new Segments<>();
            segments.addAll(values);
            values = segments;
        }
        if (piece.values(job.codec(), values)) {
            return;
        }
        for (ItemResult<O> item : piece.<O>items(job.codec())) {
            if (item.item().outcome() == Outcome.DONE) {
                values.add(item.value());
            } else if (item.item().outcome() == Outcome.CANCELLED) {
                cancelled = cancelled == null ? thrown(item) : cancelled;
            } else {
                failure = failure == null ? thrown(item) : failure;
            }
        }
    }

    private static GridException thrown(ItemResult<?> item) {
        try {
            item.get();
        } catch (GridException e) {
            return e;
        }
        throw new IllegalStateException("item " + item.index() + " is done");
    }

    @SuppressWarnings("unchecked") // the values are what the job's task returned
    private List<O> result() {
        JobFailedException whole = job.failure();
        if (whole != null) {
            throw whole;
        }
        if (failure != null) {
            throw failure;
        }
        JobView view = job.view();
        if (cancelled != null || view.phase() == JobPhase.CANCELLED) {
            throw new JobCancelledException("job " + job.id() + " was cancelled: " + view.reason(), cancelled);
        }
        return (List<O>) (List<?>) values;
    }
}
