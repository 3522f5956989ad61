package io.workgrid.engine.code;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What tells the work of one job from that of another: its task and arguments, as a hash, for they may hold what is not to be shown. */
public final class WorkPrint {
    private WorkPrint() {}

    /** Of a task by name. */
    public static String of(String task, Map<String, String> args) {
        StringBuilder all = new StringBuilder(task);
        new TreeMap<>(args)
                .forEach((name, value) ->
                        all.append('\0').append(name).append('\0').append(value));
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }
}
