package io.workgrid.cli.look;

import io.workgrid.api.view.SharedView;
import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Listing;
import io.workgrid.cli.output.Listing.Column;
import io.workgrid.cli.remote.RemoteObjects;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grid shared ls}. */
@Command(name = "ls", description = "List shared objects.")
final class SharedListCommand implements Callable<Integer> {
    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ScopeFlag scope = new ScopeFlag();

    private final Console console;

    SharedListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RemoteObjects shared = scope.open(console);
        List<SharedView> objects = shared.objects();
        String bounds = objects.size() + (objects.size() == 1 ? " object" : " objects") + " of "
                + (shared.scope().equals("grid") ? "the grid" : shared.scope());
        listing().print(console, list.format(), objects, bounds, Map.of("scope", shared.scope()));
        return ExitCode.DONE.code();
    }

    private static Listing<SharedView> listing() {
        return new Listing<>(
                "grid.shared/v1",
                "objects",
                List.of(
                        new Column<>("NAME", false, SharedView::name),
                        new Column<>("KIND", false, SharedView::kind),
                        new Column<>(
                                "ENTRIES",
                                false,
                                object -> object.entries() < 0 ? "?" : Long.toString(object.entries())),
                        new Column<>("BYTES", false, object -> Long.toString(object.bytes())),
                        new Column<>("CREATED", true, object -> time(object.createdMillis())),
                        new Column<>("CHANGED", false, object -> time(object.usedMillis())),
                        new Column<>(
                                "EXPIRES",
                                true,
                                object -> object.expiresMillis() == null ? "" : time(object.expiresMillis()))),
                SharedListCommand::fields,
                SharedView::name);
    }

    static Map<String, @Nullable Object> fields(SharedView object) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", object.name());
        fields.put("kind", object.kind());
        fields.put("scope", object.scope());
        fields.put("entries", object.entries());
        fields.put("bytes", object.bytes());
        fields.put("created", time(object.createdMillis()));
        fields.put("used", time(object.usedMillis()));
        fields.put("expires", object.expiresMillis() == null ? null : time(object.expiresMillis()));
        return fields;
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
