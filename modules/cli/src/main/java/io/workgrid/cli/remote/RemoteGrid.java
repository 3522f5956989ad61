package io.workgrid.cli.remote;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.Pool;
import io.workgrid.api.PoolOptions;
import io.workgrid.api.shared.Manager;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.LockView;
import io.workgrid.api.view.NodeView;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.engine.code.WorkPrint;
import io.workgrid.tasks.command.CommandProvider;
import io.workgrid.tasks.command.CommandTask;
import io.workgrid.tasks.command.NumberedCommand;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A grid across machines, asked over HTTP. Any thread may use it. What a node refuses is thrown as the problem it names, with what to exit
 * with; where no node answers, with the reason of each.
 */
public final class RemoteGrid implements Grid {
    static final int MOST_ANSWER_BYTES = 64 << 20;
    private static final int PAGE = 1_000;
    private static final int ID_CHARS = 6;
    private static final long KNOWN_MILLIS = 100;

    private final Nodes nodes;

    RemoteGrid(Nodes nodes) {
        this.nodes = nodes;
    }

    /** What the grid says of itself. */
    public GridInfo info() {
        Tree info = tree(Request.get("/api/v1"));
        nodes.learn(info.texts("http"));
        return new GridInfo(
                info.text("grid", "?"),
                info.text("node", "?"),
                info.text("version", "?"),
                info.small("nodes"),
                info.small("workers"));
    }

    /** Makes the call and reads the object that comes back. */
    Tree tree(Request request) {
        try (Answer answer = nodes.call(request)) {
            return Tree.parse(answer.text(MOST_ANSWER_BYTES));
        } catch (IOException e) {
            if (!request.repeatable()) {
                throw lost(e);
            }
        }
        // lost in the middle of the answer: the call may be made again, and goes to another node if this one is gone
        try (Answer answer = nodes.call(request)) {
            return Tree.parse(answer.text(MOST_ANSWER_BYTES));
        } catch (IOException e) {
            throw lost(e);
        }
    }

    static ProblemException lost(IOException e) {
        return new ProblemException(
                ExitCode.NO_NODE.code(),
                Problem.of(ErrorCode.NO_NODE, "the node was lost in the middle of its answer: " + e.getMessage()),
                "");
    }

    @Override
    public <I, O> JobHandle<O> submit(JobSpec<I, O> spec) {
        TaskRef.Named<?, ?> task = named(spec.task());
        if (!spec.broadcasts().isEmpty()) {
            throw javaOnly("a broadcast");
        }
        JobId id = spec.id() == null ? newId() : spec.id();
        List<String> jars = new Jars(nodes).there(task.jars());
        Nodes.Dialled dialled = nodes.dial();
        Upload upload = new Upload(dialled, SpecJson.of(spec, id, task, jars), spec.items(), key(spec.key()));
        upload.start(nodes.headers(dialled.address()));
        JobId known = awaitKnown(id, upload);
        @SuppressWarnings("unchecked") // what a task by name returns is whatever JSON can say
        JobHandle<O> job = (JobHandle<O>) new RemoteJob(this, nodes, known, upload);
        return job;
    }

    /** Until the grid knows the job, or has refused it. */
    private JobId awaitKnown(JobId id, Upload upload) {
        while (!upload.await(KNOWN_MILLIS)) {
            try {
                tree(Request.get("/api/v1/jobs/" + id));
                return id;
            } catch (ProblemException e) {
                if (e.exitCode() != ExitCode.NOT_FOUND.code()) {
                    throw e;
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                return id;
            }
        }
        return new JobId(Tree.parse(upload.answer()).text("id", id.text()));
    }

    /** What tells work from other work, for nodes and here alike. */
    public static String work(TaskRef<?, ?> task) {
        TaskRef.Named<?, ?> named = named(task);
        return WorkPrint.of(named.name(), named.args());
    }

    /** Programs can be named; other code of this process cannot go without Java. */
    private static TaskRef.Named<?, ?> named(TaskRef<?, ?> task) {
        if (task instanceof TaskRef.Named<?, ?> named) {
            return named;
        }
        Object code = task instanceof TaskRef.Code<?, ?> ours ? ours.task() : null;
        if (code instanceof CommandTask command) {
            return new TaskRef.Named<>(CommandProvider.NAME, CommandProvider.args(command.spec()), List.of());
        }
        if (code instanceof NumberedCommand command) {
            return new TaskRef.Named<>(CommandProvider.NAME, CommandProvider.numberedArgs(command.spec()), List.of());
        }
        throw javaOnly("code of this process");
    }

    @SuppressWarnings("unchecked") // an item is given back to the function that came with it
    private static @Nullable Function<Object, String> key(@Nullable Function<?, String> key) {
        return (Function<Object, String>) key;
    }

    private static ProblemException javaOnly(String what) {
        return new ProblemException(
                ExitCode.USAGE.code(),
                Problem.of(ErrorCode.JAVA_ONLY, what + " cannot be sent over HTTP")
                        .fixedBy("use Grid.connect(\"HOST:PORT\") from Java, or put it into a jar: --jar FILE"),
                "nothing was submitted");
    }

    /** An id that nobody else has. */
    public JobId newId() {
        // made when it is wanted: most verbs want none, and it takes its time
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder("j-");
        for (int i = 0; i < ID_CHARS; i++) {
            id.append("abcdefghijkmnpqrstuvwxyz23456789".charAt(random.nextInt(32)));
        }
        return new JobId(id.toString());
    }

    @Override
    public Pool pool(PoolOptions options) {
        throw javaOnly("a pool of functions");
    }

    @Override
    public Manager manager() {
        throw javaOnly("a manager of shared objects");
    }

    @Override
    public Manager manager(JobId job) {
        return manager();
    }

    /**
     * The shared objects of a scope, to look at and to delete.
     *
     * @param scope {@code grid}, or the id of a job
     */
    public RemoteObjects objects(String scope) {
        return new RemoteObjects(this, scope);
    }

    @Override
    public List<LockView> locks() {
        return tree(Request.get("/api/v1/locks")).list("locks", Views::lock);
    }

    @Override
    public RemoteJob job(JobId id) {
        return new RemoteJob(this, nodes, id, null);
    }

    @Override
    public List<JobView> jobs() {
        List<JobView> all = new ArrayList<>();
        Page page = jobs("", PAGE, null);
        all.addAll(page.jobs());
        while (page.next() != null && !page.jobs().isEmpty()) {
            page = jobs("", PAGE, page.next());
            all.addAll(page.jobs());
        }
        return all;
    }

    /**
     * Some of the jobs, newest first.
     *
     * @param jobs what was asked for
     * @param next the id to ask for more with, or {@code null} if there is no more
     */
    public record Page(List<JobView> jobs, @Nullable String next) {
        public Page {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * Jobs that match.
     *
     * @param filter {@code &name=value} pairs of the API, encoded; empty: all
     * @param after the id of the last job of the page before, or {@code null}
     */
    public Page jobs(String filter, int limit, @Nullable String after) {
        Tree found = tree(Request.get(
                "/api/v1/jobs?limit=" + limit + filter + (after == null ? "" : "&after=" + encoded(after))));
        return new Page(found.list("jobs", Views::job), found.text("next"));
    }

    /** A text as it may stand in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public List<NodeView> nodes() {
        Tree all = tree(Request.get("/api/v1/nodes"));
        nodes.learn(all.list("nodes", node -> node.text("http", "")));
        return all.list("nodes", Views::node);
    }

    @Override
    public void drain(String node) {
        String name = encoded(node).replace("+", "%20");
        tree(Request.post("/api/v1/nodes/" + name + "/drain"));
    }

    @Override
    public void close() {
        // each call has a connection of its own
    }
}
