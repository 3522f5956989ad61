package io.workgrid.cli.remote;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Json;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.tasks.command.NumberedItem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A job on its way to a node: its items are written by one thread while another waits for the answer, which comes at the end, or at once if
 * the node does not take the job. Whoever waits may be any thread.
 */
final class Upload {
    private static final byte[] LINE_END = {'\n'};
    /** After so many items what was written is let out, however slow they come. */
    private static final int FLUSH_ITEMS = 4_096;

    private static final long FLUSH_NANOS = 100_000_000;
    private static final long BEAT_MILLIS = 5_000;

    private final Nodes.Dialled dialled;
    private final String spec;
    private final Iterable<?> items;
    private final @Nullable Function<Object, String> key;
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Object writing = new Object();
    private boolean begun;
    private volatile boolean over;
    private final AtomicLong given = new AtomicLong();

    /**
     * An upload that has not begun.
     *
     * @param spec the job without its items, as one line of JSON
     * @param key the key of an item, or {@code null} if the job's items have none of their own
     */
    Upload(Nodes.Dialled dialled, String spec, Iterable<?> items, @Nullable Function<Object, String> key) {
        this.dialled = dialled;
        this.spec = spec;
        this.items = items;
        this.key = key;
    }

    void start(Map<String, String> headers) {
        daemon("grid-upload", () -> write(headers));
        daemon("grid-answer", this::listen);
        daemon("grid-upload-beat", this::beat);
    }

    /** A node ends an upload that gives nothing for half a minute, and an input may be slower than that. */
    private void beat() {
        while (!ended(BEAT_MILLIS) && !over && !Thread.currentThread().isInterrupted()) {
            try {
                synchronized (writing) {
                    if (begun && !over) {
                        OutputStream body = dialled.connection().body();
                        body.write(LINE_END);
                        body.flush();
                    }
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void daemon(String name, Runnable what) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void write(Map<String, String> headers) {
        Connection connection = dialled.connection();
        try {
            headers.put("Content-Type", "application/x-ndjson");
            connection.head("POST", "/api/v1/jobs", headers, true);
            OutputStream body = connection.body();
            synchronized (writing) {
                line(body, spec);
                body.flush();
                begun = true;
            }
            items(body);
            synchronized (writing) {
                over = true;
                body.close();
            }
        } catch (IOException e) {
            // what the node had to say, if anything, comes to whoever listens
            return;
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            connection.close();
        }
    }

    private void items(OutputStream body) throws IOException {
        Iterator<?> input = items.iterator();
        long flushed = System.nanoTime();
        while (!answer.isDone() && input.hasNext()) {
            Object item = input.next();
            String json = Json.of(plain(item));
            String line = key == null ? json : "[" + Json.of(key.apply(item)) + "," + json + "]";
            synchronized (writing) {
                line(body, line);
                if (given.incrementAndGet() % FLUSH_ITEMS == 0 || System.nanoTime() - flushed > FLUSH_NANOS) {
                    body.flush();
                    flushed = System.nanoTime();
                }
            }
        }
    }

    private static @Nullable Object plain(@Nullable Object item) {
        return item instanceof NumberedItem numbered ? Arrays.asList(numbered.index(), numbered.item()) : item;
    }

    private static void line(OutputStream body, String json) throws IOException {
        body.write(json.getBytes(StandardCharsets.UTF_8));
        body.write(LINE_END);
    }

    private void listen() {
        try (Answer came = dialled.connection().answer(0)) {
            if (came.status() < 300) {
                answer.complete(came.text(RemoteGrid.MOST_ANSWER_BYTES));
            } else {
                answer.completeExceptionally(Refusals.of(came, dialled.address()));
            }
        } catch (IOException e) {
            answer.completeExceptionally(new ProblemException(
                    ExitCode.NO_NODE.code(),
                    Problem.of(
                                    ErrorCode.LOST_TOUCH,
                                    dialled.address() + " was lost while the items were given to it ("
                                            + Nodes.reason(e, dialled.address()) + ")")
                            .because("a job whose items were not all given ends as FAILED")
                            .fixedBy("submit it again, by --address of another node"),
                    "of the items, " + given.get() + " were given"));
        }
    }

    /** How many items were written so far. */
    long given() {
        return given.get();
    }

    /** Whether the grid has all items, or the job has ended, so that this process is not needed any more. */
    boolean done() {
        return answer.isDone();
    }

    /** What the node said at the end; to be asked only then. */
    String answer() {
        return answer.join();
    }

    private boolean ended(long millis) {
        try {
            return await(millis);
        } catch (RuntimeException e) {
            return true;
        }
    }

    /**
     * Waits for the end.
     *
     * @return false if it has not come by then
     * @throws ProblemException if the node did not take the job, or was lost
     */
    boolean await(long millis) {
        try {
            answer.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }
}
