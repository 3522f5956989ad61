package io.workgrid.cli.batch;

import io.workgrid.api.JobId;
import io.workgrid.api.JobSpec;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.job.JobOutput;
import io.workgrid.cli.job.JobRunner;
import io.workgrid.cli.job.Running;
import io.workgrid.cli.job.Stay;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.cli.remote.RemoteGrid;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs the jobs of a batch in a cluster. All are submitted at once, and each waits in the grid for those it needs, so that this process may
 * vanish; only a job whose items another one writes into a file here has to wait for this process. For one thread.
 */
final class ClusterRun implements AutoCloseable {
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(30);

    private final RemoteGrid grid;
    private final Console console;
    private final JobOutput output;
    private final EarlierJobs earlier;
    private final boolean dryRun;
    private final Stay stay;
    private final Map<String, Started> started = new LinkedHashMap<>();

    private record Started(Running running, Destination to) {}

    ClusterRun(RemoteGrid grid, Console console, JobOutput output, EarlierJobs earlier, boolean dryRun, Stay stay) {
        this.grid = grid;
        this.console = console;
        this.output = output;
        this.earlier = earlier;
        this.dryRun = dryRun;
        this.stay = stay;
    }

    /** Submits all and returns when the grid has them. The ids, in the order of the batch. */
    List<JobId> detach(Batch batch) {
        batch.jobs().stream().filter(ReadyJob::late).findFirst().ifPresent(late -> {
            throw new ProblemException(
                    ExitCode.USAGE.code(),
                    Problem.of(
                                    ErrorCode.NOT_DETACHED,
                                    "job `" + late.job().name() + "` reads what another job of the batch writes here")
                            .because("the file is on this machine, so the batch cannot go on without this process")
                            .fixedBy("leave out -d"),
                    "nothing was submitted");
        });
        submit(batch);
        return started.values().stream()
                .map(one -> {
                    one.running().job().detach(LONGEST_UPLOAD);
                    return one.running().job().id();
                })
                .toList();
    }

    /** Submits and follows; says what to exit with: the weightiest of the jobs. */
    ExitCode run(Batch batch) {
        submit(batch);
        ExitCode all = ExitCode.DONE;
        for (ReadyJob ready : batch.jobs()) {
            Started one = started.get(ready.job().name());
            Started now = one == null ? start(batch, ready) : one;
            ExitCode code = now.to().written(() -> now.running().toTheEnd());
            now.to().close();
            all = BatchRun.weightier(all, code);
            if (code == ExitCode.INTERRUPTED || code == ExitCode.READER_GONE) {
                tellOthers(ready);
                break;
            }
        }
        return all;
    }

    private void tellOthers(ReadyJob left) {
        String others = started.entrySet().stream()
                .dropWhile(entry -> !entry.getKey().equals(left.job().name()))
                .skip(1)
                .map(entry -> entry.getValue().running().job().id().text())
                .collect(Collectors.joining(", "));
        if (!others.isEmpty() && !output.quiet()) {
            console.err().println("  the other jobs of the batch go on too: " + others);
        }
    }

    private void submit(Batch batch) {
        for (ReadyJob ready : batch.jobs()) {
            // a job that needs one that is not there yet comes later too
            if (!ready.late() && started.keySet().containsAll(ready.job().needNames())) {
                start(batch, ready);
            }
        }
    }

    private Started start(Batch batch, ReadyJob ready) {
        try {
            List<JobId> needs = ready.job().needNames().stream()
                    .map(started::get)
                    .map(need -> need.running().job().id())
                    .toList();
            JobSpec<Object, Object> spec =
                    ready.spec(dryRun).withId(grid.newId()).withNeeds(needs);
            JobOutput shown = output.withJoblog(batch.joblog(output.joblog(), ready))
                    .withResumeFrom(earlier.of(ready))
                    .withItems(spec.items() instanceof ItemSource items ? items.count() : -1);
            Destination to =
                    new Destination(console, shown, dryRun ? null : ready.job().output());
            Running running = new JobRunner(grid, to.console(), stay).start(spec, to.output());
            Started now = new Started(running, to);
            started.put(ready.job().name(), now);
            return now;
        } catch (ProblemException e) {
            throw new ProblemException(e.exitCode(), e.problems(), aftermath(ready, e));
        }
    }

    private String aftermath(ReadyJob ready, ProblemException e) {
        if (started.isEmpty()) {
            return e.aftermath().isEmpty() ? "nothing was submitted" : e.aftermath();
        }
        return "job " + ready.job().name() + " was not submitted; before it: "
                + started.values().stream()
                        .map(one -> one.running().job().id().text())
                        .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        started.values().forEach(one -> one.running().close());
    }
}
