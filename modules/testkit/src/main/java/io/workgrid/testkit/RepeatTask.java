package io.workgrid.testkit;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskProvider;

/** The task by name that the contracts use: the item's text, some times. */
public final class RepeatTask implements TaskProvider {
    static final String NAME = "testkit.repeat";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "repeats the text of an item; arguments times (1 to 10, default 1) and show";
    }

    @Override
    public Task<?, ?> create(TaskArgs args) {
        args.only("times", "show");
        int times = (int) args.number("times", 1, 1, 10);
        boolean show = args.flag("show", false);
        Task<Object, String> task =
                (item, context) -> String.valueOf(item).repeat(times) + (show ? " " + context.args() : "");
        return task;
    }
}
