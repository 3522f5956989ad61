package io.workgrid.cli.look;

import io.workgrid.api.view.LockView;
import io.workgrid.api.view.LockView.Party;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.Listing;
import io.workgrid.cli.output.Listing.Column;
import io.workgrid.cli.remote.ConnectFlags;
import io.workgrid.cli.remote.JobNames;
import io.workgrid.cli.remote.RemoteGrid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code grid locks}. */
@Command(
        name = "locks",
        description = "List who holds locks, permits and places at barriers, who waits for them, and deadlocks.",
        footer = {
            "",
            "Those in a deadlock come first: each of the owners named waits for the next, the last for the first."
        })
public final class LocksCommand implements Callable<Integer> {
    @Mixin
    private ListFlags list = new ListFlags();

    @Option(
            names = "--job",
            paramLabel = "JOB",
            description = "Those of this job. Default: of the grid and of all jobs.")
    private @Nullable String job;

    @Mixin
    private ConnectFlags connect = new ConnectFlags();

    private final Console console;

    public LocksCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteGrid grid = connect.open(console.env());
        String scope = job == null ? null : JobNames.find(grid, job).id().text();
        List<LockView> locks =
                scope == null ? grid.locks() : grid.objects(scope).locks();
        long dead = locks.stream().filter(lock -> !lock.deadlock().isEmpty()).count();
        String bounds = locks.size() + " held or waited for" + (dead == 0 ? "" : ", " + dead + " in a deadlock");
        listing(System.currentTimeMillis())
                .print(console, list.format(), locks, bounds, Map.of("scope", scope == null ? "all" : scope));
        return ExitCode.DONE.code();
    }

    private static Listing<LockView> listing(long nowMillis) {
        return new Listing<>(
                "grid.locks/v1",
                "locks",
                List.of(
                        new Column<>("NAME", false, LockView::name),
                        new Column<>("KIND", false, LockView::kind),
                        new Column<>("SCOPE", false, LockView::scope),
                        new Column<>("HOLDER", false, lock -> first(lock.holders())),
                        new Column<>("FOR", false, lock -> age(lock.holders(), nowMillis)),
                        new Column<>("WAITING", false, lock -> Integer.toString(lock.waiting())),
                        new Column<>("FIRST WAITER", false, lock -> first(lock.waiters())),
                        new Column<>("FENCE", true, lock -> Long.toString(lock.fence())),
                        new Column<>("DEADLOCK", false, lock -> String.join(" -> ", lock.deadlock()))),
                LocksCommand::fields,
                LockView::name);
    }

    private static String first(List<Party> parties) {
        return parties.isEmpty()
                ? ""
                : parties.get(0).owner() + (parties.size() > 1 ? " +" + (parties.size() - 1) + " more" : "");
    }

    private static String age(List<Party> parties, long nowMillis) {
        return parties.isEmpty()
                ? ""
                : Figures.duration(Math.max(0, nowMillis - parties.get(0).sinceMillis()));
    }

    private static Map<String, @Nullable Object> fields(LockView lock) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", lock.name());
        fields.put("kind", lock.kind());
        fields.put("scope", lock.scope());
        fields.put("holders", parties(lock.holders()));
        fields.put("waiters", parties(lock.waiters()));
        fields.put("waiting", lock.waiting());
        fields.put("fence", lock.fence());
        fields.put("deadlock", lock.deadlock());
        return fields;
    }

    private static List<Map<String, Object>> parties(List<Party> parties) {
        return parties.stream()
                .map(party -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("owner", party.owner());
                    fields.put("node", party.node());
                    fields.put(
                            "since", Instant.ofEpochMilli(party.sinceMillis()).toString());
                    return fields;
                })
                .collect(Collectors.toList());
    }
}
