package io.workgrid.cli.batch;

import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.output.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code task}. */
final class TaskReader {
    /** What each kind takes besides {@code kind} and {@code effect}; every other kind is a task's name. */
    private static final Map<String, List<String>> KEYS_OF_KIND = Map.of(
            "command", List.of("command", "shell"),
            "java", List.of("jar", "class", "args"),
            "stream", List.of("command", "shell"),
            "sql", List.of("file", "args"),
            "http", List.of("method", "url", "body", "args"));

    private static final Set<String> NOT_BUILT = Set.of("stream", "sql", "http");

    private final Report report;
    private final Base base;

    TaskReader(Report report, Base base) {
        this.report = report;
        this.base = base;
    }

    /** The mapping of the task, or {@code null} if there is none. */
    @Nullable
    Section section(Section job) {
        Node node = job.node("task");
        if (node == null) {
            job.missing("task", "the job", "task: {kind: sha256}");
            return null;
        }
        String kind = node instanceof Node.Scalar text ? Section.quoted(text.text()) : "sha256";
        return Section.of(node, Keys.TASK, "task: {kind: " + kind + "}", report);
    }

    @Nullable
    TaskEntry read(Section task) {
        if (!task.has("kind")) {
            task.missing("kind", "the task", "kind: command, java, or the name of a task (grid help tasks)");
            return null;
        }
        String kind = task.text("kind", "command, java, or the name of a task");
        if (kind == null) {
            return null;
        }
        if (NOT_BUILT.contains(kind)) {
            report.add(
                    ErrorCode.NOT_BUILT,
                    task.valuePlace("kind"),
                    "task kind `" + kind + "` is not built yet",
                    "this version has command, java and the named tasks",
                    kind.equals("stream") ? "kind: command" : "kind: command, with a program that does it");
            return null;
        }
        refuseKeysOfOtherKinds(task, kind);
        return switch (kind) {
            case "command" -> command(task);
            case "java" -> java(task);
            default -> named(task, kind);
        };
    }

    private void refuseKeysOfOtherKinds(Section task, String kind) {
        List<String> taken = KEYS_OF_KIND.getOrDefault(kind, List.of("args"));
        for (String key : task.present(Keys.TASK.names())) {
            if (!key.equals("kind") && !key.equals("effect") && !taken.contains(key)) {
                report.add(
                        ErrorCode.KEYS_CLASH,
                        task.keyPlace(key),
                        "`" + key + "` with task kind `" + Section.quoted(kind) + "`",
                        "this kind takes " + String.join(", ", taken),
                        null);
            }
        }
    }

    private TaskEntry named(Section task, String name) {
        return new TaskEntry(
                TaskEntry.Kind.NAMED,
                name,
                List.of(),
                false,
                null,
                task.pairs("args", "names with values, as {iterations: 1000}"),
                task.valuePlace("kind"),
                task.place());
    }

    private @Nullable TaskEntry java(Section task) {
        String jar = task.text("jar", "the name of a jar");
        String type = task.text("class", "the name of a class");
        if (!task.has("jar")) {
            task.missing("jar", "a task of kind java", "jar: FILE.jar");
        }
        if (!task.has("class")) {
            task.missing("class", "a task of kind java", "class: com.example.MyTask");
        }
        Path path = jar == null ? null : base.resolve(jar);
        if (jar != null && path == null) {
            task.bad("jar", jar, "the name of a jar", null);
        }
        Map<String, String> args = task.pairs("args", "names with values");
        if (path == null || type == null) {
            return null;
        }
        return new TaskEntry(
                TaskEntry.Kind.JAVA,
                type,
                List.of(),
                false,
                path,
                args,
                task.valuePlace("class"),
                task.valuePlace("jar"));
    }

    private @Nullable TaskEntry command(Section task) {
        Node node = task.node("command");
        boolean shell = Boolean.TRUE.equals(task.truth("shell"));
        if (node == null) {
            task.missing("command", "a task of kind command", "command: [echo, \"{}\"]");
            return null;
        }
        List<String> words;
        if (node instanceof Node.Sequence list) {
            words = task.texts("command", "a list of a program and its arguments");
            if (shell) {
                report.add(
                        ErrorCode.KEYS_CLASH,
                        node.place(),
                        "`command` is a list with `shell: true`",
                        "a shell takes one line",
                        "write command: \"" + String.join(" ", words) + "\"");
            }
            if (list.items().isEmpty() || (!words.isEmpty() && words.get(0).isBlank())) {
                task.wrong("command", node, "a program and its arguments, as [echo, \"{}\"]");
                return null;
            }
        } else {
            String line = task.text("command", "a program and its arguments, as [echo, \"{}\"]");
            if (line == null) {
                return null;
            }
            if (!shell && forShell(task, line)) {
                return null;
            }
            return entry(task, List.of(), shell, Map.of("command", line));
        }
        return words.isEmpty() ? null : entry(task, words, shell, Map.of());
    }

    private static TaskEntry entry(Section task, List<String> words, boolean shell, Map<String, String> args) {
        return new TaskEntry(
                TaskEntry.Kind.COMMAND, "command", words, shell, null, args, task.valuePlace("command"), task.place());
    }

    /** Tells a line that only a shell understands, so that nobody believes a pipe was one. */
    private boolean forShell(Section task, String line) {
        if (!line.matches("(?s).*[|&;<>$`].*")) {
            return false;
        }
        report.add(
                ErrorCode.BAD_VALUE,
                task.valuePlace("command"),
                "`command` is `" + Section.quoted(line.strip()) + "`, a line for a shell; no shell was asked for",
                "pipes and variables mean something to a shell only",
                "add shell: true, or write a list: command: [PROGRAM, ARGUMENT, \"{}\"]");
        return true;
    }
}
