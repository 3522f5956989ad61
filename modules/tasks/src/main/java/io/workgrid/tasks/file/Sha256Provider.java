package io.workgrid.tasks.file;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskProvider;
import java.security.MessageDigest;
import java.util.HexFormat;

/** {@code sha256}: the item is a path, the result the file's SHA-256 in 64 lower-case hex digits, as {@code sha256sum} prints it. */
public final class Sha256Provider implements TaskProvider {
    @Override
    public String name() {
        return "sha256";
    }

    @Override
    public String summary() {
        return "item: a path; result: the file's SHA-256 in hex";
    }

    @Override
    public Task<Object, String> create(TaskArgs args) {
        args.only();
        return Sha256Provider::digest;
    }

    private static String digest(Object item, TaskContext context) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        FileBytes.read(item, context, (bytes, length) -> digest.update(bytes, 0, length));
        return HexFormat.of().formatHex(digest.digest());
    }
}
