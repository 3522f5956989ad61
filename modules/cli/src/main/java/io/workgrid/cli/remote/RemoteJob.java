package io.workgrid.cli.remote;

import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.ErrorView;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.api.view.SpanView;
import io.workgrid.cli.output.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job of a grid across machines. Any thread may use it. What a node refuses is thrown as the problem it names. */
public final class RemoteJob implements JobHandle<Object> {
    private static final long LONG_POLL_MILLIS = 25_000;
    private static final int LONG_POLL_PATIENCE_MILLIS = 45_000;
    private static final int PAGE = 1_000;

    private final RemoteGrid grid;
    private final Nodes nodes;
    private final JobId id;
    private final @Nullable Upload upload;

    RemoteJob(RemoteGrid grid, Nodes nodes, JobId id, @Nullable Upload upload) {
        this.grid = grid;
        this.nodes = nodes;
        this.id = id;
        this.upload = upload;
    }

    private String path() {
        return "/api/v1/jobs/" + id;
    }

    @Override
    public JobId id() {
        return id;
    }

    @Override
    public JobView view() {
        return Views.job(grid.tree(Request.get(path())));
    }

    /** Whether the grid has all items, so that this process may end and the job goes on. */
    public boolean given() {
        return upload == null || upload.done();
    }

    @Override
    public JobView await() {
        return await(Duration.ofDays(3_650));
    }

    @Override
    public JobView await(Duration timeout) {
        return until("ended", timeout);
    }

    private JobView until(String what, Duration timeout) {
        long deadline = System.nanoTime() + Math.min(timeout.toNanos(), Long.MAX_VALUE / 2);
        while (true) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            long wait = Math.max(1, Math.min(left, LONG_POLL_MILLIS));
            JobView view = Views.job(grid.tree(
                    Request.get(path() + "?until=" + what + "&waitMs=" + wait).patient(LONG_POLL_PATIENCE_MILLIS)));
            if (view.phase().ended() || (what.equals("given") && view.sealed())) {
                return view;
            }
            if (left <= wait || Thread.currentThread().isInterrupted()) {
                throw new WaitTimedOutException("job " + id + " has not ended in time; it goes on");
            }
        }
    }

    @Override
    public JobView detach(Duration timeout) {
        if (upload != null && !upload.await(timeout.toMillis())) {
            throw new WaitTimedOutException(
                    "of job " + id + " " + upload.given() + " items were given; there are more");
        }
        return view();
    }

    @Override
    public ResultStream<Object> results() {
        return results(0);
    }

    @Override
    public ResultStream<Object> results(long from) {
        return new RemoteResults(nodes, path(), true, from, true, false);
    }

    @Override
    public ResultStream<Object> resultsAsCompleted() {
        return new RemoteResults(nodes, path(), false, 0, true, false);
    }

    @Override
    public ResultStream<Object> takeResults() {
        return resultsAsCompleted();
    }

    /**
     * Results with a choice.
     *
     * @param ordered in the order of the items, else as they ended
     * @param from the first index wanted; of an ordered stream
     * @param follow to the end of the job, else what is there now
     * @param bare index, outcome and result are all that is wanted of an item; the rest then looks as if nobody knew it. Several times as fast
     */
    public ResultStream<Object> results(boolean ordered, long from, boolean follow, boolean bare) {
        return new RemoteResults(nodes, path(), ordered, from, follow, bare);
    }

    @Override
    public void cancel() {
        grid.tree(Request.post(path() + "/cancel"));
    }

    @Override
    public void pause() {
        grid.tree(Request.post(path() + "/pause"));
    }

    @Override
    public void resume() {
        grid.tree(Request.post(path() + "/resume"));
    }

    @Override
    public void setParallelism(int chunks) {
        change(Map.of("parallelism", chunks));
    }

    @Override
    public void setPriority(int priority) {
        change(Map.of("priority", priority));
    }

    private void change(Map<String, Integer> to) {
        grid.tree(new Request("PATCH", path(), Json.of(to), Request.PATIENCE_MILLIS, true));
    }

    @Override
    public RemoteJob retry(Set<Outcome> outcomes) {
        return retried(
                Map.of("outcomes", outcomes.stream().map(Enum::name).sorted().toList()));
    }

    @Override
    public RemoteJob retry(Collection<Long> items) {
        return retried(Map.of("items", List.copyOf(items)));
    }

    private RemoteJob retried(Map<String, Object> what) {
        Tree made = grid.tree(
                Request.post(path() + "/retry").with(Json.of(what)).once().patient(LONG_POLL_PATIENCE_MILLIS));
        return new RemoteJob(grid, nodes, new JobId(made.text("id", "")), null);
    }

    @Override
    public List<ErrorView> errors() {
        return grid.tree(Request.get(path() + "/errors")).list("errors", Views::error);
    }

    @Override
    public List<ItemView> items() {
        List<ItemView> all = new ArrayList<>();
        List<ItemView> page;
        do {
            long from = all.isEmpty() ? 0 : all.get(all.size() - 1).index() + 1;
            page = items("", from, PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /**
     * A page of the record.
     *
     * @param outcomes some of FAILED, UNKNOWN, CANCELLED, DONE, with commas between them; empty: all
     * @param from the first index wanted
     */
    public List<ItemView> items(String outcomes, long from, int limit) {
        String only = outcomes.isEmpty() ? "" : "&outcome=" + outcomes;
        return grid.tree(Request.get(path() + "/items?from=" + from + "&limit=" + limit + only))
                .list("items", Views::item);
    }

    @Override
    public List<SpanView> spans() {
        return grid.tree(Request.get(path() + "/spans")).list("spans", Views::span);
    }

    @Override
    public List<String> log(long index) {
        return grid.tree(Request.get(path() + "/log/" + index)).texts("lines");
    }

    /**
     * What it has done, by content.
     *
     * @throws io.workgrid.cli.output.ProblemException if it has not ended, or that is no longer kept of it
     */
    public DoneSheet done() {
        try {
            return sheet();
        } catch (IOException e) {
            // the node was lost in the middle of it; another one tells it from the start
        }
        try {
            return sheet();
        } catch (IOException e) {
            throw RemoteGrid.lost(e);
        }
    }

    private DoneSheet sheet() throws IOException {
        try (Answer answer = nodes.call(Request.get(path() + "/done").patient(LONG_POLL_PATIENCE_MILLIS))) {
            Lines lines = new Lines(answer.body());
            String head = lines.next();
            DoneSheet.Writer sheet =
                    new DoneSheet.Writer(Tree.parse(head == null ? "" : head).text("work", ""));
            for (String line = lines.next(); line != null; line = lines.next()) {
                sheet.add(line);
            }
            return sheet.sheet();
        }
    }

    /** Copies the job log, as {@code --joblog} writes it. */
    public void joblog(OutputStream to) throws IOException {
        try (Answer answer = nodes.call(Request.get(path() + "/joblog"))) {
            answer.body().transferTo(to);
        }
    }

    @Override
    public String toString() {
        return id.text();
    }
}
