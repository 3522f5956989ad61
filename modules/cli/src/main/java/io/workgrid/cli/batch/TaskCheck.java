package io.workgrid.cli.batch;

import io.workgrid.api.JobSpec.TaskRef;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import io.workgrid.tasks.command.CommandProvider;
import io.workgrid.tasks.command.CommandSpec;
import io.workgrid.tasks.command.CommandTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Checks that a task exists and takes its arguments. Runs no code of a jar. */
final class TaskCheck {
    private final Report report;
    private final Map<String, TaskProvider> providers;

    TaskCheck(Report report) {
        this.report = report;
        this.providers = providers();
    }

    private static Map<String, TaskProvider> providers() {
        Map<String, TaskProvider> found = new TreeMap<>();
        ServiceLoader.load(TaskProvider.class, TaskProvider.class.getClassLoader())
                .forEach(provider -> found.put(provider.name(), provider));
        return found;
    }

    /**
     * Checks a task that no batch names.
     *
     * @throws ProblemException if there is none, or it does not take the arguments
     */
    static void byName(String name, Map<String, String> args) {
        Map<String, TaskProvider> providers = providers();
        TaskProvider provider = providers.get(name);
        if (provider == null) {
            throw refused(Problem.of(ErrorCode.UNKNOWN_TASK, "no task is called `" + Section.quoted(name) + "`")
                    .because(DidYouMean.ask(name, providers.keySet(), "not a name of a task"))
                    .fixedBy("one of " + String.join(", ", providers.keySet()) + "; or a batch FILE"));
        }
        try {
            provider.create(new TaskArgs(args));
        } catch (IllegalArgumentException e) {
            throw refused(
                    Problem.of(ErrorCode.BAD_TASK_ARGUMENT, "task " + name + " cannot be made: " + e.getMessage()));
        }
    }

    private static ProblemException refused(Problem problem) {
        return new ProblemException(ExitCode.BAD_INPUT.code(), problem, "nothing was run");
    }

    @Nullable
    TaskRef<Object, Object> check(JobEntry job) {
        return switch (job.task().kind()) {
            case NAMED -> named(job.task());
            case COMMAND -> command(job.task(), job.env());
            case JAVA -> java(job.task());
        };
    }

    private @Nullable TaskRef<Object, Object> named(TaskEntry task) {
        TaskProvider provider = providers.get(task.name());
        if (provider == null) {
            List<String> known = new ArrayList<>(providers.keySet());
            known.add("java");
            report.add(
                    ErrorCode.UNKNOWN_TASK,
                    task.place(),
                    "no task is called `" + Section.quoted(task.name()) + "`",
                    DidYouMean.ask(task.name(), known, "not a name of a task"),
                    "one of " + String.join(", ", providers.keySet()) + "; or java with jar and class");
            return null;
        }
        try {
            provider.create(new TaskArgs(task.args()));
            return new TaskRef.Named<>(task.name(), task.args(), List.of());
        } catch (IllegalArgumentException e) {
            badArguments(task, e);
            return null;
        }
    }

    private void badArguments(TaskEntry task, IllegalArgumentException e) {
        report.add(
                ErrorCode.BAD_TASK_ARGUMENT,
                task.place(),
                "task " + task.name() + " cannot be made: " + e.getMessage(),
                null,
                null);
    }

    private @Nullable TaskRef<Object, Object> command(TaskEntry task, Map<String, String> env) {
        try {
            if (!task.command().isEmpty()) {
                return new TaskRef.Code<>(new CommandTask(new CommandSpec(
                        task.command(),
                        task.shell(),
                        env,
                        CommandSpec.DEFAULT_MAX_OUTPUT_BYTES,
                        CommandSpec.DEFAULT_KILL_GRACE)));
            }
            Map<String, String> args = new LinkedHashMap<>(task.args());
            args.put("shell", Boolean.toString(task.shell()));
            env.forEach((name, value) -> args.put("env." + name, value));
            Task<Object, Map<String, Object>> made = new CommandProvider().create(new TaskArgs(args));
            return new TaskRef.Code<>(made);
        } catch (IllegalArgumentException e) {
            badArguments(task, e);
            return null;
        }
    }

    private @Nullable TaskRef<Object, Object> java(TaskEntry task) {
        Path jar = task.jar();
        if (jar == null || !readable(task, jar)) {
            return null;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry(task.name().replace('.', '/') + ".class") == null) {
                tellClass(task, jar, zip);
                return null;
            }
            return new TaskRef.Named<>(task.name(), task.args(), List.of(jar));
        } catch (IOException e) {
            report.add(
                    ErrorCode.JAR_UNREADABLE,
                    task.jarPlace(),
                    "jar " + jar + " is no jar",
                    String.valueOf(e.getMessage()),
                    "jar tf " + jar + " shows what it is");
            return null;
        }
    }

    private boolean readable(TaskEntry task, Path jar) {
        String fault = !Files.exists(jar)
                ? "does not exist"
                : Files.isDirectory(jar) ? "is a directory" : Files.isReadable(jar) ? null : "cannot be read";
        if (fault != null) {
            report.add(
                    ErrorCode.JAR_UNREADABLE,
                    task.jarPlace(),
                    "jar " + jar + " " + fault,
                    "looked for " + jar.toAbsolutePath().normalize(),
                    null);
        }
        return fault == null;
    }

    private void tellClass(TaskEntry task, Path jar, ZipFile zip) {
        List<String> classes = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
        String simple = task.name().substring(task.name().lastIndexOf('.') + 1);
        String near = classes.stream()
                .filter(name -> name.endsWith("." + simple) || name.equals(simple))
                .findFirst()
                .map(name -> "did you mean `" + name + "`?")
                .orElseGet(() -> DidYouMean.ask(task.name(), classes, "not among its " + classes.size() + " classes"));
        report.add(
                ErrorCode.CLASS_NOT_FOUND,
                task.place(),
                "jar " + jar + " has no class " + Section.quoted(task.name()),
                near,
                null);
    }
}
