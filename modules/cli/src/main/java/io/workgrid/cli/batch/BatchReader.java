package io.workgrid.cli.batch;

import io.workgrid.api.JobOptions;
import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.batch.tree.Place;
import io.workgrid.cli.batch.tree.Source;
import io.workgrid.cli.batch.tree.TreeReader;
import io.workgrid.cli.output.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a batch file's text into jobs. Looks at nothing outside the text: files, tasks and jars are for {@link BatchCheck}. */
final class BatchReader {
    private final Report report;
    private final Base base;
    private final Map<String, JobEntry> jobs = new LinkedHashMap<>();

    private BatchReader(Report report, Base base) {
        this.report = report;
        this.base = base;
    }

    /** The jobs; to be used only if the report stays empty. */
    static BatchFile read(Source source, Report report) {
        BatchReader reader = new BatchReader(report, Base.of(source.name()));
        List<Node> documents = TreeReader.read(source, report::add);
        if (documents.isEmpty() && report.isEmpty()) {
            report.add(
                    ErrorCode.BATCH_UNREADABLE,
                    new Place(1, 1),
                    "no job",
                    "only white space and comments",
                    "grid init > batch.yaml writes an example");
        }
        documents.forEach(reader::document);
        return new BatchFile(source.name(), JobOrder.sort(List.copyOf(reader.jobs.values()), report));
    }

    private void document(Node node) {
        if (!(node instanceof Node.Mapping mapping)
                || mapping.entries().stream().noneMatch(entry -> entry.key().equals("jobs"))) {
            job(node, false);
            return;
        }
        Section section = Section.of(mapping, Keys.JOBS, report);
        Node list = section.node("jobs");
        if (list instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
            sequence.items().forEach(item -> job(item, true));
        } else if (list != null) {
            section.wrong("jobs", list, "a list with at least one job");
        }
    }

    private void job(Node node, boolean listed) {
        Section section = Section.of(node, Keys.JOB, "task: {kind: sha256} and items: {glob: \"*.txt\"}", report);
        if (section == null) {
            return;
        }
        TaskReader tasks = new TaskReader(report, base);
        Section taskSection = tasks.section(section);
        TaskEntry task = taskSection == null ? null : tasks.read(taskSection);
        ItemsEntry items = ItemsReader.read(section, report);
        String name = name(section, task, listed);
        List<JobEntry.Need> needs = needs(section);
        JobOptions options = OptionsReader.read(section, taskSection, name);
        Map<String, String> env = env(section, task);
        Path output = output(section);
        if (task == null || items == null || name == null) {
            return;
        }
        Place place = section.has("name") ? section.valuePlace("name") : section.place();
        JobEntry job =
                new JobEntry(name, needs, task, items, options, env, output, place, section.valuePlace("output"));
        @Nullable JobEntry other = jobs.putIfAbsent(name, job);
        if (other != null) {
            report.add(
                    ErrorCode.DUPLICATE_JOB,
                    place,
                    "two jobs are called `" + Section.quoted(name) + "`",
                    "the other is in line " + other.place().line(),
                    "give each job a `name` of its own");
        }
    }

    private @Nullable String name(Section section, @Nullable TaskEntry task, boolean listed) {
        if (section.has("name")) {
            return section.text("name", "a text");
        }
        if (listed) {
            section.missing("name", "a job in `jobs`", "name: NAME");
        }
        return task == null ? null : task.name();
    }

    private List<JobEntry.Need> needs(Section section) {
        List<JobEntry.Need> needs = new ArrayList<>();
        if (section.texts("needs", "a list of jobs, as [extract]").isEmpty()
                || !(section.node("needs") instanceof Node.Sequence list)) {
            return needs;
        }
        for (Node item : list.items()) {
            if (item instanceof Node.Scalar scalar) {
                needs.add(new JobEntry.Need(scalar.text(), scalar.place()));
            }
        }
        return needs;
    }

    private Map<String, String> env(Section section, @Nullable TaskEntry task) {
        Map<String, String> env = section.pairs("env", "names with values, as {PGAPPNAME: grid}");
        for (String name : env.keySet()) {
            if (name.isEmpty() || name.contains("=") || name.indexOf('\0') >= 0) {
                section.bad("env", name, "a name of a variable, without =", null);
            }
        }
        if (!env.isEmpty() && task != null && task.kind() != TaskEntry.Kind.COMMAND) {
            report.add(
                    ErrorCode.KEYS_CLASH,
                    section.keyPlace("env"),
                    "`env` with task " + task.name(),
                    "only a task of kind command starts a program that has an environment",
                    "remove env, or give the task args: {...}");
        }
        return env;
    }

    private @Nullable Path output(Section section) {
        String file = section.text("output", "the name of a file");
        if (file == null) {
            return null;
        }
        Path path = base.resolve(file);
        if (path == null) {
            section.bad("output", file, "the name of a file", null);
        }
        return path;
    }
}
