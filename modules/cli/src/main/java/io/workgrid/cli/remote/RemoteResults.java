package io.workgrid.cli.remote;

import io.workgrid.api.ItemResult;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results as a node streams them. Where the node is lost, another one goes on: in order from the next index, else from the start, and what
 * came already is left out. A thread of its own reads ahead, a bounded number of rows.
 */
final class RemoteResults implements ResultStream<Object> {
    private static final int MOST_BATCHES = 16;
    private static final int BATCH = 256;
    /** Nodes write an empty line every 10 s while there is nothing to tell. */
    private static final int SILENCE_MILLIS = 30_000;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE_MILLIS = 250;

    private final Nodes nodes;
    private final String path;
    private final Function<String, ItemResult<Object>> parser;
    private final boolean ordered;
    private final BlockingQueue<List<ItemResult<Object>>> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final Seen seen = new Seen();
    private long next;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException fault;
    private volatile @Nullable Answer reading;
    private Iterator<ItemResult<Object>> batch = List.<ItemResult<Object>>of().iterator();
    private boolean ended;

    /**
     * A stream; begins at once.
     *
     * @param from the first index wanted; of an ordered stream
     * @param follow to the end of the job, else what is there now
     * @param bare index, outcome and result are all that is wanted of an item
     */
    RemoteResults(Nodes nodes, String job, boolean ordered, long from, boolean follow, boolean bare) {
        this.nodes = nodes;
        this.ordered = ordered;
        this.next = from;
        this.parser = bare ? BareRow::parse : line -> Views.result(Tree.parse(line));
        this.path = job + "/results?detail=" + (bare ? "result" : "full") + "&follow=" + follow + "&order="
                + (ordered ? "index" : "completed");
        Thread thread = new Thread(this::read, "grid-results");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean begun = false;
        try {
            while (!closed) {
                try (Answer answer = nodes.call(request())) {
                    reading = answer;
                    begun = true;
                    deadline = System.nanoTime() + PATIENCE_NANOS;
                    rows(answer.body());
                    break;
                } catch (IOException e) {
                    // the node was lost; the next call finds another one
                    deadline = System.nanoTime() + PATIENCE_NANOS;
                } catch (ProblemException e) {
                    boolean passing =
                            e.exitCode() == ExitCode.NO_NODE.code() || e.exitCode() == ExitCode.REFUSED.code();
                    if (!begun || !passing || System.nanoTime() > deadline) {
                        throw begun && passing ? lost(e) : e;
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fault = e;
        } finally {
            end();
        }
    }

    private Request request() {
        return Request.get(ordered ? path + "&from=" + next : path).patient(SILENCE_MILLIS);
    }

    private static ProblemException lost(ProblemException cause) {
        return new ProblemException(
                ExitCode.NO_NODE.code(),
                Problem.of(ErrorCode.LOST_TOUCH, "lost touch with the grid: " + cause.getMessage()),
                "what was submitted goes on if the grid has a node left, and else ended with it");
    }

    private void rows(InputStream body) throws IOException, InterruptedException {
        Lines lines = new Lines(body);
        List<ItemResult<Object>> rows = new ArrayList<>(BATCH);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isEmpty()) {
                ItemResult<Object> row = parser.apply(line);
                if (fresh(row.index())) {
                    rows.add(row);
                }
            }
            if (!rows.isEmpty() && (rows.size() == BATCH || !lines.more())) {
                put(rows);
                rows = new ArrayList<>(BATCH);
            }
        }
        if (!rows.isEmpty()) {
            put(rows);
        }
    }

    private boolean fresh(long index) {
        if (!ordered) {
            return seen.add(index);
        }
        boolean fresh = index >= next;
        next = Math.max(next, index + 1);
        return fresh;
    }

    private void put(List<ItemResult<Object>> rows) throws InterruptedException {
        while (!closed && !batches.offer(rows, 1, TimeUnit.SECONDS)) {
            // the reader is slow; so is the node then
        }
    }

    private void end() {
        try {
            put(List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable ItemResult<Object> next(Duration timeout) {
        if (batch.hasNext()) {
            return batch.next();
        }
        if (ended) {
            return null;
        }
        List<ItemResult<Object>> rows = poll(timeout);
        if (rows == null) {
            throw new WaitTimedOutException("no result came in time");
        }
        if (rows.isEmpty()) {
            ended = true;
            RuntimeException why = fault;
            if (why != null) {
                throw why;
            }
            return null;
        }
        batch = rows.iterator();
        return batch.next();
    }

    private @Nullable List<ItemResult<Object>> poll(Duration timeout) {
        try {
            return batches.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public boolean hasNext() {
        if (batch.hasNext()) {
            return true;
        }
        while (!ended) {
            try {
                ItemResult<Object> one = next(Duration.ofDays(1));
                if (one != null) {
                    List<ItemResult<Object>> rest = new ArrayList<>(List.of(one));
                    batch.forEachRemaining(rest::add);
                    batch = rest.iterator();
                    return true;
                }
            } catch (WaitTimedOutException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
        return false;
    }

    @Override
    public ItemResult<Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }

    @Override
    public void close() {
        closed = true;
        Answer answer = reading;
        if (answer != null) {
            answer.close();
        }
    }
}
