package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskProvider;
import io.workgrid.engine.codec.ThrownText;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds tasks by name: what a {@link TaskProvider} gives, or a class. */
final class TaskNames {
    private final ClassLoader loader;

    TaskNames(ClassLoader loader) {
        this.loader = loader;
    }

    Task<?, ?> create(String name, TaskArgs args, String where) {
        List<TaskProvider> providers = all();
        for (TaskProvider each : providers) {
            if (each.name().equals(name)) {
                return create(each, args);
            }
        }
        Class<?> type = find(name, where, providers);
        if (TaskProvider.class.isAssignableFrom(type)) {
            return create((TaskProvider) instance(type), args);
        }
        if (!Task.class.isAssignableFrom(type)) {
            throw new BadInputException("class " + name + where + " is no task: it implements neither "
                    + Task.class.getName() + " nor " + TaskProvider.class.getName());
        }
        if (!args.values().isEmpty()) {
            throw new BadInputException(
                    "class " + name + " takes no arguments; a " + TaskProvider.class.getName() + " does");
        }
        return (Task<?, ?>) instance(type);
    }

    private static Task<?, ?> create(TaskProvider provider, TaskArgs args) {
        try {
            return provider.create(args);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("task " + provider.name() + ": " + e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            throw new BadInputException("task " + provider.name() + " could not be made: " + ThrownText.of(e), e);
        }
    }

    List<TaskProvider> all() {
        List<TaskProvider> providers = new ArrayList<>();
        try {
            ServiceLoader.load(TaskProvider.class, loader).forEach(providers::add);
        } catch (ServiceConfigurationError e) {
            throw new BadInputException("the list of tasks cannot be read: " + e.getMessage(), e);
        }
        providers.sort(Comparator.comparing(TaskProvider::name));
        return providers;
    }

    private Class<?> find(String name, String where, List<TaskProvider> providers) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            Throwable missing = e instanceof NoClassDefFoundError && !name.equals(e.getMessage()) ? e : null;
            throw new BadInputException(missing == null ? noTask(name, where, providers) : needs(name, missing), e);
        } catch (Error e) { // of its static initializer, too
            throw new BadInputException("class " + name + where + " cannot be loaded: " + ThrownText.of(e), e);
        }
    }

    private static String noTask(String name, String where, List<TaskProvider> providers) {
        String known = providers.stream().map(TaskProvider::name).collect(Collectors.joining(", "));
        return "no task is named \"" + name + "\"" + where + ", and no class is; known: "
                + (known.isEmpty() ? "none" : known);
    }

    private static String needs(String name, @Nullable Throwable missing) {
        return "class " + name + " needs " + (missing == null ? "" : missing.getMessage())
                + ", which is not there; give the jar that holds it too";
    }

    private static Object instance(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw new BadInputException(
                    "class " + type.getName() + " has no public constructor without arguments, or is not public itself",
                    e);
        } catch (InvocationTargetException e) {
            throw new BadInputException(
                    "class " + type.getName() + " threw when it was made: " + ThrownText.of(e.getCause()), e);
        } catch (LinkageError e) {
            throw new BadInputException("class " + type.getName() + " cannot be made: " + ThrownText.of(e), e);
        }
    }
}
