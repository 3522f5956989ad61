package io.workgrid.server.job;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.view.ItemView;
import io.workgrid.api.view.Outcome;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import io.workgrid.server.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What happened in a job: items, errors, spans, logs. From the record, which is bounded. Any thread. */
public final class RecordCalls {
    private static final String JOB = "/api/v1/jobs/{id}";
    private static final String COLUMNS =
            "index\tkey\toutcome\tattempts\tnode\tworker\tstartedMs\tdurationMs\texit\terror\thash";

    private final Grid grid;

    public RecordCalls(Grid grid) {
        this.grid = grid;
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", JOB + "/items", Role.VIEW, this::items),
                new Route("GET", JOB + "/errors", Role.VIEW, this::errors),
                new Route("GET", JOB + "/spans", Role.VIEW, this::spans),
                new Route("GET", JOB + "/log/{index}", Role.VIEW, this::log),
                new Route("GET", JOB + "/joblog", Role.VIEW, this::joblog),
                new Route("GET", JOB + "/done", Role.VIEW, new DoneRows(grid)::answer));
    }

    private void items(Call call) throws IOException {
        Set<Outcome> outcomes = outcomes(call.query("outcome"));
        long from = call.query("from", 0, 0, Long.MAX_VALUE);
        long limit = call.query("limit", 1_000, 1, 100_000);
        call.noMoreQueries();
        List<ItemView> items = JobCalls.handle(grid, call).items();
        call.stream(Call.JSON, to -> {
            JsonGenerator out = JsonWriter.open(to);
            Rows rows = new Rows(out, Rows.Detail.FULL);
            out.writeRaw("{\"schema\":\"grid.items/v1\",\"items\":[");
            int written = 0;
            for (ItemView item : items) {
                if (item.index() >= from && outcomes.contains(item.outcome()) && written < limit) {
                    out.writeRaw(written++ == 0 ? "\n" : ",\n");
                    rows.row(item);
                }
            }
            out.writeRaw("\n]}\n");
            out.flush();
        });
    }

    private static Set<Outcome> outcomes(@Nullable String text) {
        if (text == null) {
            return EnumSet.allOf(Outcome.class);
        }
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (String word : text.split(",", -1)) {
            outcomes.add(Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> Call.bad("outcome", word, "some of " + Arrays.toString(Outcome.values()))));
        }
        return outcomes;
    }

    private void errors(Call call) {
        call.noMoreQueries();
        JobHandle<?> job = JobCalls.handle(grid, call);
        call.answer(
                200,
                document(
                        "grid.errors/v1",
                        "errors",
                        job.errors().stream().map(JobJson::errors).toList()));
    }

    private void spans(Call call) {
        call.noMoreQueries();
        JobHandle<?> job = JobCalls.handle(grid, call);
        call.answer(
                200,
                document(
                        "grid.spans/v1",
                        "spans",
                        job.spans().stream().map(JobJson::span).toList()));
    }

    private static Map<String, @Nullable Object> document(String schema, String name, Object values) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schema", schema);
        document.put(name, values);
        return document;
    }

    private void log(Call call) {
        call.noMoreQueries();
        String index = call.path("index");
        if (!index.matches("\\d{1,18}")) {
            throw Fault.of(Code.NO_SUCH_ITEM, "no item has the index \"" + index.replaceAll("[^ -~]", "?") + "\"");
        }
        JobHandle<?> job = JobCalls.handle(grid, call);
        long at = Long.parseLong(index);
        if (at >= job.view().items()) {
            throw Fault.of(
                    Code.NO_SUCH_ITEM,
                    "job " + job.id() + " has no item " + at + "; it has "
                            + job.view().items());
        }
        Map<String, @Nullable Object> document = document("grid.log/v1", "index", at);
        document.put("lines", job.log(at));
        call.answer(200, document);
    }

    /** The form of the command line's job log; the hash of an item is not known here. */
    private void joblog(Call call) throws IOException {
        call.noMoreQueries();
        JobHandle<?> job = JobCalls.handle(grid, call);
        String work = job.view().task();
        List<ItemView> items = job.items();
        call.stream("text/tab-separated-values; charset=utf-8", out -> {
            line(out, "# grid.joblog/v1\tjob " + job.id() + " " + escape(work));
            line(out, COLUMNS);
            for (ItemView item : items) {
                line(out, line(item));
            }
        });
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String line(ItemView item) {
        Integer exit = Rows.exit(null, item.error());
        return String.join(
                "\t",
                Long.toString(item.index()),
                escape(item.key()),
                item.outcome().name(),
                Integer.toString(item.attempts()),
                escape(item.node()),
                item.node() == null ? "" : Integer.toString(item.worker()),
                item.startedMillis() == 0 ? "" : Long.toString(item.startedMillis()),
                Long.toString(item.durationNanos() / 1_000_000),
                exit == null ? "" : exit.toString(),
                escape(Rows.error(item)),
                "");
    }

    private static String escape(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
