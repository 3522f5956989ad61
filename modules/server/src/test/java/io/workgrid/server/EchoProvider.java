package io.workgrid.server;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskFailureException;
import io.workgrid.api.task.TaskProvider;

/** {@code echo}: gives the item back; fails on the text {@code fail}. */
public final class EchoProvider implements TaskProvider {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String summary() {
        return "gives the item back";
    }

    @Override
    public Task<Object, Object> create(TaskArgs args) {
        return (item, context) -> {
            if ("fail".equals(item)) {
                context.log("about to fail");
                throw TaskFailureException.permanent("as asked", null);
            }
            return item;
        };
    }
}
