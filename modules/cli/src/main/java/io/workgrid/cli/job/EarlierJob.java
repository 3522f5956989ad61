package io.workgrid.cli.job;

import io.workgrid.api.Grid;
import io.workgrid.api.JobSpec;
import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.view.JobView;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.DoneSheet;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import io.workgrid.engine.codec.Codec;
import io.workgrid.engine.page.ItemHash;
import io.workgrid.engine.store.JobRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job of the grid has done, together with the jobs it went on from: a retry, or a job that was resumed itself, has only what those
 * before left. For one thread at a time.
 */
final class EarlierJob implements Done {
    private static final String NOTHING_SUBMITTED = "nothing was submitted";

    private final String id;
    private final DoneItems items = new DoneItems();
    private final Codec codec = new Codec(EarlierJob.class.getClassLoader());
    private final ItemHash hash = new ItemHash();

    private EarlierJob(String id) {
        this.id = id;
    }

    /**
     * Asks the grid.
     *
     * @param job an id, the start of one, or {@code @latest}
     * @param task what is to be done now; a job that did other work is refused
     * @param force takes it all the same
     */
    static EarlierJob of(Grid grid, String job, TaskRef<?, ?> task, boolean force) {
        if (!(grid instanceof RemoteGrid remote)) {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(ErrorCode.NOT_EMBEDDED, "--resume-from needs a cluster, and this is an embedded grid")
                            .because("it ends with its command, so there is no earlier job in it")
                            .fixedBy(
                                    "--address HOST:PORT of a cluster, or --resume with the --joblog of an earlier run"),
                    NOTHING_SUBMITTED);
        }
        JobView first = JobNames.view(remote, job);
        EarlierJob earlier = new EarlierJob(first.id());
        earlier.read(remote, first, force ? null : RemoteGrid.work(task));
        return earlier;
    }

    private void read(RemoteGrid grid, JobView first, @Nullable String work) {
        Set<String> read = new LinkedHashSet<>();
        JobView job = first;
        while (read.add(job.id())) {
            DoneSheet sheet = JobNames.find(grid, job.id()).done();
            if (work != null && !sheet.work().equals(work)) {
                throw otherWork(job);
            }
            for (int n = 0; n < sheet.hashes().length; n += 2) {
                items.add(new ContentHash(sheet.hashes()[n], sheet.hashes()[n + 1]));
            }
            String before = job.labels().get(JobRecord.GOES_ON_FROM);
            if (before == null) {
                return;
            }
            job = before(grid, job, before);
        }
    }

    private static JobView before(RemoteGrid grid, JobView job, String before) {
        try {
            return JobNames.view(grid, before);
        } catch (ProblemException e) {
            if (e.exitCode() != ExitCode.NOT_FOUND.code()) {
                throw e;
            }
            throw new ProblemException(
                    ExitCode.NOT_FOUND.code(),
                    Problem.of(
                                    ErrorCode.NO_SUCH_JOB,
                                    "job " + job.id() + " went on from " + before + ", which the grid no longer keeps")
                            .because("what " + before + " had done is not in " + job.id() + ", and would run again")
                            .fixedBy("submit without --resume-from, to run all items"),
                    NOTHING_SUBMITTED);
        }
    }

    private static ProblemException otherWork(JobView job) {
        return new ProblemException(
                ExitCode.BAD_INPUT.code(),
                Problem.of(ErrorCode.OTHER_WORK, "job " + job.id() + " \"" + job.name() + "\" did other work")
                        .because("its task or the arguments of it are not those of this one")
                        .fixedBy("--force if the difference does not matter"),
                NOTHING_SUBMITTED);
    }

    /** The job with a note of what it goes on from. */
    <I, O> JobSpec<I, O> note(JobSpec<I, O> spec) {
        Map<String, String> labels = new LinkedHashMap<>(spec.options().labels());
        labels.put(JobRecord.GOES_ON_FROM, id);
        return spec.withOptions(spec.options().withLabels(labels));
    }

    @Override
    public boolean take(Object item) {
        ByteBuffer bytes = ByteBuffer.wrap(hash.of(codec, sent(item)));
        return items.take(new ContentHash(bytes.getLong(), bytes.getLong()));
    }

    /** The grid tells its items by their index, so that is what is said of them here too. */
    @Override
    public boolean keepsPlaces() {
        return false;
    }

    /** A value as a node reads it, which is sent as JSON: every whole number is a long there, lists and maps are of one kind. */
    private static @Nullable Object sent(@Nullable Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>(list.size());
            list.forEach(each -> values.add(sent(each)));
            return values;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, each) -> fields.put(String.valueOf(name), sent(each)));
            return fields;
        }
        return value;
    }
}
