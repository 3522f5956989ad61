package io.workgrid.cli.batch;

import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.cli.output.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks jobs against the world: tasks, jars, files of items, places for output. What is wrong goes into the report. */
final class BatchCheck {
    private final Report report;
    private final Path batchFile;
    private final TaskCheck tasks;
    private final ItemsCheck items;
    private final Map<Path, JobEntry> outputs = new HashMap<>();
    private final Map<String, Set<String>> behind = new HashMap<>();

    private BatchCheck(BatchFile batch, Report report) {
        this.report = report;
        this.batchFile = Path.of(batch.file()).toAbsolutePath().normalize();
        this.tasks = new TaskCheck(report);
        this.items = new ItemsCheck(report, Base.of(batch.file()));
    }

    /** The jobs in the order they are run in; to be used only if the report stays empty. */
    static List<ReadyJob> check(BatchFile batch, Report report) {
        BatchCheck check = new BatchCheck(batch, report);
        List<ReadyJob> ready = new ArrayList<>();
        for (JobEntry job : batch.jobs()) {
            ReadyJob checked = check.job(job);
            if (checked != null) {
                ready.add(checked);
            }
        }
        return ready;
    }

    private @Nullable ReadyJob job(JobEntry job) {
        Set<String> before = new HashSet<>(job.needNames());
        job.needNames().forEach(need -> before.addAll(behind.getOrDefault(need, Set.of())));
        behind.put(job.name(), before);
        TaskRef<Object, Object> task = tasks.check(job);
        Predicate<Path> madeBefore = path -> {
            JobEntry maker = outputs.get(path);
            return maker != null && before.contains(maker.name());
        };
        ItemsCheck.Items found = items.check(job, madeBefore);
        boolean late = found != null && found.file() != null && madeBefore.test(found.file());
        output(job, found);
        return task == null || found == null ? null : new ReadyJob(job, task, found.count(), late, found.open());
    }

    private void output(JobEntry job, ItemsCheck.@Nullable Items found) {
        if (job.output() == null) {
            return;
        }
        Path path = job.output().toAbsolutePath().normalize();
        // the root has no parent, but is a directory, which is told before
        Path parent = path.getParent() == null ? path : path.getParent();
        JobEntry other = outputs.putIfAbsent(path, job);
        if (other != null) {
            tell(
                    job,
                    ErrorCode.KEYS_CLASH,
                    "is the output of job `" + other.name() + "` too",
                    "the later would replace it",
                    null);
        } else if (path.equals(batchFile) || (found != null && path.equals(found.file()))) {
            tell(job, ErrorCode.KEYS_CLASH, "is what the job is read from", "it would be overwritten", null);
        } else if (Files.isDirectory(path)) {
            tell(job, ErrorCode.OUTPUT_UNWRITABLE, "is a directory", "wanted the name of a file", null);
        } else if (!Files.isDirectory(parent)) {
            tell(
                    job,
                    ErrorCode.OUTPUT_UNWRITABLE,
                    "is in a directory that does not exist",
                    "looked for " + parent,
                    "mkdir -p " + parent);
        } else if (!Files.isWritable(Files.exists(path) ? path : parent)) {
            tell(job, ErrorCode.OUTPUT_UNWRITABLE, "cannot be written", "permission denied", null);
        }
    }

    private void tell(JobEntry job, ErrorCode code, String what, String why, @Nullable String fix) {
        report.add(code, job.outputPlace(), "output `" + job.output() + "` " + what, why, fix);
    }
}
