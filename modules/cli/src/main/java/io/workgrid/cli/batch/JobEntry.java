package io.workgrid.cli.batch;

import io.workgrid.api.JobOptions;
import io.workgrid.cli.batch.tree.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job of a batch file.
 *
 * @param name unique in the file
 * @param needs jobs that must have ended well before it
 * @param task what is done
 * @param items to what
 * @param options how
 * @param env what a command finds in its environment, besides ours
 * @param output the file for results, or {@code null} for stdout
 * @param place where it says its name
 * @param outputPlace where it says its output
 */
record JobEntry(
        String name,
        List<Need> needs,
        TaskEntry task,
        ItemsEntry items,
        JobOptions options,
        Map<String, String> env,
        @Nullable Path output,
        Place place,
        Place outputPlace) {

    /**
     * The name of another job.
     *
     * @param place where it stands
     */
    record Need(String name, Place place) {}

    JobEntry {
        needs = List.copyOf(needs);
        env = Map.copyOf(env);
    }

    List<String> needNames() {
        return needs.stream().map(Need::name).toList();
    }
}
