package io.workgrid.cli.look;

import io.workgrid.cli.output.Console;
import io.workgrid.cli.output.Document;
import io.workgrid.cli.output.ExitCode;
import io.workgrid.cli.output.Figures;
import io.workgrid.cli.output.Json;
import io.workgrid.cli.remote.RemoteObjects.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grid shared get}. */
@Command(
        name = "get",
        description = "Show what is in a shared object: a dict, list, counter, namespace or event.",
        footer = {"", "Values are JSON, a line each; of a dict key: value. Of the others it is told what they are."})
final class SharedGetCommand implements Callable<Integer> {
    private static final int MOST = 1_000;

    @Parameters(paramLabel = "NAME", description = "The object.")
    private String name = "";

    @Mixin
    private ListFlags list = new ListFlags();

    @Mixin
    private ScopeFlag scope = new ScopeFlag();

    private final Console console;

    SharedGetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Content content = scope.open(console).content(name, MOST);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(SharedListCommand.fields(content.object()));
        fields.put("value", content.value());
        fields.put("cut", content.cut());
        new Document("grid.value/v1", fields, name, lines(content)).print(console, list.format());
        return ExitCode.DONE.code();
    }

    private static List<String> lines(Content content) {
        List<String> lines = new ArrayList<>();
        boolean dict = content.object().kind().equals("dict");
        if (content.value() instanceof List<?> values) {
            values.forEach(value -> lines.add(dict ? pair(value) : Json.of(value)));
        } else if (content.value() instanceof Map<?, ?> map) {
            map.forEach((attribute, value) -> lines.add(Json.of(attribute) + ": " + Json.of(value)));
        } else if (content.value() != null) {
            lines.add(Json.of(content.value()));
        } else {
            lines.add(content.object().kind() + ", "
                    + Figures.count(content.object().entries()) + " entries, "
                    + Figures.count(content.object().bytes()) + " bytes; its content is not shown");
        }
        if (content.cut()) {
            lines.add("... the first " + Figures.count(MOST) + " of "
                    + Figures.count(content.object().entries()));
        }
        return lines;
    }

    private static String pair(@Nullable Object value) {
        return value instanceof List<?> pair && pair.size() == 2
                ? Json.of(pair.get(0)) + ": " + Json.of(pair.get(1))
                : Json.of(value);
    }
}
