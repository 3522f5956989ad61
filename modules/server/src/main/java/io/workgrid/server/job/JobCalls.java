package io.workgrid.server.job;

import io.workgrid.api.Grid;
import io.workgrid.api.JobHandle;
import io.workgrid.api.JobId;
import io.workgrid.api.RefusedException;
import io.workgrid.api.ResultStream;
import io.workgrid.api.WaitTimedOutException;
import io.workgrid.api.view.JobPhase;
import io.workgrid.api.view.JobView;
import io.workgrid.api.view.Outcome;
import io.workgrid.server.http.Call;
import io.workgrid.server.http.Fault;
import io.workgrid.server.http.Fault.Code;
import io.workgrid.server.http.Role;
import io.workgrid.server.http.Route;
import io.workgrid.server.http.Slots;
import io.workgrid.server.json.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Jobs: to submit, find, wait for, read and steer them. Any thread. */
public final class JobCalls {
    private static final String JOB = "/api/v1/jobs/{id}";
    private static final int SMALL_BYTES = 64 << 10;
    private static final int RETRY_BYTES = 8 << 20;
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    private final Grid grid;
    private final Submission submission;
    private final Slots uploads = new Slots("uploads", 32);
    private final Slots readers = new Slots("readers of results", 64);
    private final Slots waits = new Slots("waiting calls", 64);

    public JobCalls(Grid grid, SentCode code) {
        this.grid = grid;
        submission = new Submission(grid, code);
    }

    /** What is answered. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/jobs", Role.VIEW, this::list),
                new Route("POST", "/api/v1/jobs", Role.SUBMIT, this::submit),
                new Route("GET", JOB, Role.VIEW, this::get),
                new Route("PATCH", JOB, Role.SUBMIT, this::set),
                new Route("POST", JOB + "/retry", Role.SUBMIT, this::retry),
                new Route("POST", JOB + "/cancel", Role.SUBMIT, call -> steer(call, JobHandle::cancel)),
                new Route("POST", JOB + "/pause", Role.SUBMIT, call -> steer(call, JobHandle::pause)),
                new Route("POST", JOB + "/resume", Role.SUBMIT, call -> steer(call, JobHandle::resume)),
                new Route("GET", JOB + "/results", Role.VIEW, this::results));
    }

    private void list(Call call) {
        Set<JobPhase> phases = phases(call.query("phase"));
        String name = call.query("name");
        Map<String, String> labels = labels(call.queries("label"));
        int limit = (int) call.query("limit", 100, 1, 1_000);
        String after = call.query("after");
        call.noMoreQueries();
        List<JobView> found = grid.jobs().stream()
                .filter(job -> phases.contains(job.phase()))
                .filter(job -> name == null || name.equals(job.name()))
                .filter(job -> job.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
        List<JobView> rest = found.subList(after == null ? 0 : placeAfter(found, after), found.size());
        List<JobView> page = rest.subList(0, Math.min(limit, rest.size()));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("schema", "grid.jobs/v1");
        answer.put("jobs", page.stream().map(JobJson::job).toList());
        answer.put("next", page.size() < rest.size() ? page.get(page.size() - 1).id() : null);
        call.answer(200, answer);
    }

    private static Set<JobPhase> phases(@Nullable String text) {
        if (text == null) {
            return EnumSet.allOf(JobPhase.class);
        }
        Set<JobPhase> phases = EnumSet.noneOf(JobPhase.class);
        for (String word : text.split(",", -1)) {
            phases.add(Arrays.stream(JobPhase.values())
                    .filter(phase -> phase.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> Call.bad("phase", word, "some of " + Arrays.toString(JobPhase.values()))));
        }
        return phases;
    }

    private static Map<String, String> labels(Collection<String> texts) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw Call.bad("label", text, "KEY=VALUE");
            }
            labels.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return labels;
    }

    private static int placeAfter(List<JobView> jobs, String id) {
        for (int n = 0; n < jobs.size(); n++) {
            if (jobs.get(n).id().equals(id)) {
                return n + 1;
            }
        }
        throw Fault.of(Code.NO_SUCH_JOB, "no job " + id + " among those asked for, to go on after")
                .fixedBy("begin again without `after`");
    }

    private void submit(Call call) {
        call.noMoreQueries();
        Submission.Taken taken;
        try (Slots.Slot slot = uploads.take()) {
            taken = submission.take(call);
        }
        call.answerHeader("Location", "/api/v1/jobs/" + taken.job().id());
        call.answer(taken.repeated() ? 200 : 201, JobJson.job(taken.job()));
    }

    private void get(Call call) {
        String until = call.query("until", "", "ended", "given");
        long millis = call.query("waitMs", LONGEST_WAIT_MILLIS, 0, LONGEST_WAIT_MILLIS);
        call.noMoreQueries();
        JobHandle<?> job = handle(call);
        call.answer(200, JobJson.job(until.isEmpty() ? job.view() : waited(call, job, until, millis)));
    }

    private JobView waited(Call call, JobHandle<?> job, String until, long millis) {
        call.patient();
        Duration longest = Duration.ofMillis(millis);
        try (Slots.Slot slot = waits.take()) {
            return until.equals("ended") ? job.await(longest) : job.detach(longest);
        } catch (WaitTimedOutException e) {
            return job.view();
        }
    }

    private void set(Call call) {
        call.noMoreQueries();
        Fields fields = Fields.of("", call.jsonBody(SMALL_BYTES));
        boolean limit = fields.has("parallelism");
        boolean rank = fields.has("priority");
        int parallelism = (int) fields.whole("parallelism", 0, 0, Integer.MAX_VALUE);
        int priority = (int) fields.whole("priority", 0, -100, 100);
        fields.end();
        if (!limit && !rank) {
            throw Fault.of(Code.MISSING_FIELD, "nothing to set; wanted `parallelism`, `priority` or both");
        }
        JobHandle<?> job = handle(call);
        if (limit) {
            job.setParallelism(parallelism);
        }
        if (rank) {
            job.setPriority(priority);
        }
        call.answer(200, JobJson.job(job.view()));
    }

    private void retry(Call call) {
        call.noMoreQueries();
        Fields fields = Fields.of("", call.mediaType().isEmpty() ? Map.of() : call.jsonBody(RETRY_BYTES));
        List<String> words = fields.texts("outcomes");
        List<@Nullable Object> numbers = fields.list("items");
        fields.end();
        if (!words.isEmpty() && !numbers.isEmpty()) {
            throw Fault.of(Code.BAD_VALUE, "`outcomes` and `items` exclude each other");
        }
        JobHandle<?> job = handle(call);
        JobHandle<?> again;
        try {
            again = numbers.isEmpty() ? job.retry(outcomes(words)) : job.retry(indexes(numbers));
        } catch (RefusedException e) {
            throw Fault.of(Code.CONFLICT, String.valueOf(e.getMessage()));
        }
        call.answerHeader("Location", "/api/v1/jobs/" + again.id());
        call.answer(201, JobJson.job(again.view()));
    }

    private static Set<Outcome> outcomes(List<String> words) {
        if (words.isEmpty()) {
            return EnumSet.of(Outcome.FAILED);
        }
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (String word : words) {
            outcomes.add(Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.name().equals(word) && outcome != Outcome.DONE)
                    .findFirst()
                    .orElseThrow(() -> Fault.of(
                                    Code.BAD_VALUE,
                                    "`outcomes` has \"" + word + "\"; wanted FAILED, UNKNOWN, CANCELLED")
                            .at("outcomes")));
        }
        return outcomes;
    }

    private static List<Long> indexes(List<@Nullable Object> numbers) {
        List<Long> indexes = new ArrayList<>();
        for (Object each : numbers) {
            if (!(each instanceof Long index) || index < 0) {
                throw Fault.of(Code.WRONG_TYPE, "`items` has " + each + "; wanted indexes of items")
                        .at("items");
            }
            indexes.add(index);
        }
        return indexes;
    }

    private void steer(Call call, Consumer<JobHandle<?>> action) {
        call.noMoreQueries();
        JobHandle<?> job = handle(call);
        action.accept(job);
        call.answer(200, JobJson.job(job.view()));
    }

    private void results(Call call) throws IOException {
        boolean ordered = call.query("order", "index", "index", "completed").equals("index");
        long from = call.query("from", 0, 0, Long.MAX_VALUE);
        boolean follow = call.query("follow", "true", "true", "false").equals("true");
        Rows.Detail detail = Rows.Detail.valueOf(
                call.query("detail", "line", "line", "full", "result").toUpperCase(Locale.ROOT));
        call.noMoreQueries();
        JobHandle<?> job = handle(call);
        try (Slots.Slot slot = readers.take();
                ResultStream<?> stream = ordered ? job.results(from) : job.resultsAsCompleted()) {
            call.patient();
            call.stream(Call.NDJSON, new ResultRows(stream, from, follow, detail)::write);
        }
    }

    private JobHandle<?> handle(Call call) {
        return handle(grid, call);
    }

    static JobHandle<?> handle(Grid grid, Call call) {
        String id = call.path("id");
        if (!id.matches("j-[a-z0-9][a-z0-9-]{0,61}")) {
            throw Fault.of(Code.NO_SUCH_JOB, "no job has the id \"" + id.replaceAll("[^ -~]", "?") + "\"");
        }
        return grid.job(new JobId(id));
    }
}
