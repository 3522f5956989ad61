package io.workgrid.cli.batch;

import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts jobs so that each comes behind those it needs, and else in the order they were written. */
final class JobOrder {
    private final Map<String, JobEntry> jobs = new LinkedHashMap<>();
    private final Set<JobEntry> sorted = new LinkedHashSet<>();
    private final Set<String> given = new LinkedHashSet<>();
    private final Report report;

    private JobOrder(List<JobEntry> jobs, Report report) {
        jobs.forEach(job -> this.jobs.put(job.name(), job));
        this.report = report;
    }

    /** Needs that name no job, and circles, go into the report. */
    static List<JobEntry> sort(List<JobEntry> jobs, Report report) {
        JobOrder order = new JobOrder(jobs, report);
        order.tellUnknown();
        jobs.forEach(order::place);
        return List.copyOf(order.sorted);
    }

    private void tellUnknown() {
        for (JobEntry job : jobs.values()) {
            for (JobEntry.Need need : job.needs()) {
                if (!jobs.containsKey(need.name())) {
                    report.add(
                            ErrorCode.UNKNOWN_NEED,
                            need.place(),
                            "job `" + Section.quoted(job.name()) + "` needs `" + Section.quoted(need.name())
                                    + "`, which is not in this batch",
                            DidYouMean.ask(need.name(), jobs.keySet(), "no job has this name"),
                            "jobs here: " + Section.quoted(String.join(", ", jobs.keySet())));
                }
            }
        }
    }

    /** Walks without recursion: a chain of needs may be as long as the file. */
    private void place(JobEntry start) {
        List<JobEntry> path = new ArrayList<>(List.of(start));
        while (!path.isEmpty()) {
            JobEntry last = path.get(path.size() - 1);
            JobEntry.@Nullable Need open = firstOpen(last);
            JobEntry next = open == null ? null : jobs.get(open.name());
            if (open == null || next == null) {
                sorted.add(last);
                path.remove(path.size() - 1);
            } else if (path.contains(next)) {
                tellCircle(path.subList(path.indexOf(next), path.size()), open);
                // told once; what is in it counts as placed so that the walk goes on
                given.add(last.name() + "\0" + open.name());
            } else {
                path.add(next);
            }
        }
    }

    private JobEntry.@Nullable Need firstOpen(JobEntry job) {
        return job.needs().stream()
                .filter(need -> jobs.containsKey(need.name()))
                .filter(need -> !sorted.contains(jobs.get(need.name())))
                .filter(need -> !given.contains(job.name() + "\0" + need.name()))
                .findFirst()
                .orElse(null);
    }

    private void tellCircle(List<JobEntry> circle, JobEntry.Need closing) {
        List<String> names = new ArrayList<>(circle.stream().map(JobEntry::name).toList());
        names.add(closing.name());
        report.add(
                ErrorCode.NEEDS_CYCLE,
                closing.place(),
                "jobs need each other in a circle: " + String.join(" -> ", names),
                "none of them could start",
                "remove one of these needs");
    }
}
