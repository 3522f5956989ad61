package io.workgrid.cli.batch;

import io.workgrid.cli.batch.ItemsEntry.From;
import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.batch.tree.Place;
import io.workgrid.cli.output.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code items}. */
final class ItemsReader {
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");
    private static final String EXAMPLE = "items: {values: [a, b]}, {range: 0..99}, {glob: \"*.txt\"} or {lines: FILE}";

    private ItemsReader() {}

    static @Nullable ItemsEntry read(Section job, Report report) {
        if (!job.has("items")) {
            job.missing("items", "the job", EXAMPLE);
            return null;
        }
        Section items = job.section("items", Keys.ITEMS, EXAMPLE);
        if (items == null) {
            return null;
        }
        List<String> sources =
                items.present(Arrays.stream(From.values()).map(From::key).toList());
        if (sources.size() != 1) {
            tellSources(items, sources, report);
            return null;
        }
        From from = Arrays.stream(From.values())
                .filter(candidate -> candidate.key().equals(sources.get(0)))
                .findFirst()
                .orElseThrow();
        String key = key(items, from, report);
        Place place = items.valuePlace(from.key());
        Place keyPlace = items.valuePlace("key");
        if (from == From.VALUES) {
            Node node = items.node("values");
            if (node instanceof Node.Sequence list && !list.items().isEmpty()) {
                return values(items, list) ? new ItemsEntry(from, "", list.items(), key, place, keyPlace) : null;
            }
            if (node != null) {
                items.wrong("values", node, "a list with at least one item");
            }
            return null;
        }
        String text = items.text(from.key(), from == From.RANGE ? "a range, as 0..99" : "the name of a file");
        if (text == null || (from == From.RANGE && !range(items, text))) {
            return null;
        }
        return new ItemsEntry(from, text, List.of(), key, place, keyPlace);
    }

    private static void tellSources(Section items, List<String> sources, Report report) {
        if (sources.isEmpty()) {
            items.missing("values", "`items`", "one of values, range, glob, jsonl, lines, from");
            return;
        }
        report.add(
                ErrorCode.KEYS_CLASH,
                items.keyPlace(sources.get(1)),
                "`" + sources.get(1) + "` beside `" + sources.get(0) + "`",
                "items come from one place",
                "keep one of " + String.join(", ", sources) + "; for several, write several jobs");
    }

    private static boolean range(Section items, String text) {
        Matcher form = RANGE.matcher(text);
        if (!form.matches()) {
            items.bad("range", text, "the first and the last number, as 0..99", null);
            return false;
        }
        if (Long.parseLong(form.group(1)) > Long.parseLong(form.group(2))) {
            items.bad("range", text, "the smaller number first, as " + form.group(2) + ".." + form.group(1), null);
            return false;
        }
        return true;
    }

    private static boolean values(Section items, Node.Sequence list) {
        boolean good = true;
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            if (item instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NOTHING) {
                continue;
            }
            if (item instanceof Node.Mapping row
                    && !row.entries().isEmpty()
                    && row.entries().stream().allMatch(entry -> entry.value() instanceof Node.Scalar)) {
                continue;
            }
            items.wrong("values[" + i + "]", item, "a text, a number, or a row as {host: db-1, port: 5432}");
            good = false;
        }
        return good;
    }

    private static @Nullable String key(Section items, From from, Report report) {
        String key = items.text("key", "a template, as \"{host}/{db}\"");
        if (key == null) {
            return null;
        }
        if (from != From.TABLE && from != From.JSONL && from != From.VALUES) {
            report.add(
                    ErrorCode.KEYS_CLASH,
                    items.keyPlace("key"),
                    "`key` beside `" + from.key() + "`",
                    "these items have no columns; the item itself is its key",
                    "remove key");
            return null;
        }
        if (!KeyTemplate.valid(key)) {
            items.bad("key", key, "columns in braces, as {host}/{db}", null);
            return null;
        }
        return key;
    }
}
