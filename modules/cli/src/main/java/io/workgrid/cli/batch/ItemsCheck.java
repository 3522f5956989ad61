package io.workgrid.cli.batch;

import io.workgrid.cli.batch.ItemsEntry.From;
import io.workgrid.cli.batch.tree.Node;
import io.workgrid.cli.input.ItemFormat;
import io.workgrid.cli.input.ItemSource;
import io.workgrid.cli.input.Sources;
import io.workgrid.cli.output.DidYouMean;
import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import io.workgrid.cli.output.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks that items can be read, counts them, and opens them. */
final class ItemsCheck {
    private final Report report;
    private final Base base;

    ItemsCheck(Report report, Base base) {
        this.report = report;
        this.base = base;
    }

    /**
     * Items that are there.
     *
     * @param count how many, or -1
     * @param file the file they are in, or {@code null}
     * @param open opens them
     */
    record Items(long count, @Nullable Path file, Supplier<ItemSource> open) {}

    /**
     * @param madeBefore whether a job that must end first writes that file, so that it need not be there yet
     */
    @Nullable
    Items check(JobEntry job, Predicate<Path> madeBefore) {
        ItemsEntry items = job.items();
        boolean forCommand = job.task().kind() == TaskEntry.Kind.COMMAND;
        return switch (items.from()) {
            case VALUES -> opened(items, null, () -> values(items.values()));
            case RANGE -> opened(items, null, () -> Sources.range(items.text()));
            case GLOB -> opened(items, null, () -> Sources.glob(base.pattern(items.text())));
            case LINES, JSONL, TABLE -> file(items, madeBefore, forCommand);
        };
    }

    private @Nullable Items file(ItemsEntry items, Predicate<Path> madeBefore, boolean forCommand) {
        Path resolved = base.resolve(items.text());
        if (resolved == null) {
            report.add(
                    ErrorCode.FILE_MISSING, items.place(), "`" + items.text() + "` is no name of a file", null, null);
            return null;
        }
        Path absolute = resolved.toAbsolutePath().normalize();
        Supplier<ItemSource> open = () -> Sources.file(resolved.toString(), format(items), forCommand);
        if (madeBefore.test(absolute)) {
            return new Items(-1, absolute, open);
        }
        String fault = !Files.exists(resolved)
                ? "does not exist"
                : Files.isDirectory(resolved)
                        ? "is a directory; its files are items with glob: \"" + items.text() + "/*\""
                        : Files.isReadable(resolved) ? null : "cannot be read: permission denied";
        if (fault != null) {
            report.add(
                    ErrorCode.FILE_MISSING,
                    items.place(),
                    "file `" + items.text() + "` " + fault,
                    "looked for " + absolute,
                    null);
            return null;
        }
        return opened(items, absolute, open);
    }

    private static ItemFormat format(ItemsEntry items) {
        return switch (items.from()) {
            case JSONL -> ItemFormat.JSONL;
            case TABLE -> items.text().toLowerCase(Locale.ROOT).endsWith(".tsv") ? ItemFormat.TSV : ItemFormat.CSV;
            case LINES, GLOB, RANGE, VALUES -> ItemFormat.LINES;
        };
    }

    private @Nullable Items opened(ItemsEntry items, @Nullable Path file, Supplier<ItemSource> open) {
        try {
            ItemSource source = open.get();
            if (source.count() == 0) {
                report.add(ErrorCode.NO_MATCH, items.place(), "`" + items.text() + "` holds no item", null, null);
                return null;
            }
            if (items.key() != null && !columnsThere(items, source)) {
                return null;
            }
            // what was read through is not read again; a file is, since it may be big
            return new Items(source.count(), file, items.from() == From.GLOB ? () -> source : open);
        } catch (ProblemException e) {
            e.problems().forEach(problem -> tell(items, problem));
            return null;
        }
    }

    /** A problem that has no place of its own is one of the line that names the items. */
    private void tell(ItemsEntry items, Problem problem) {
        if (problem.where() != null) {
            report.add(problem);
        } else {
            report.addAt(items.place(), problem);
        }
    }

    private boolean columnsThere(ItemsEntry items, ItemSource source) {
        Iterator<Object> all = source.iterator();
        Object first = all.hasNext() ? all.next() : "";
        boolean there = true;
        for (String column : new KeyTemplate(String.valueOf(items.key())).columns()) {
            boolean found = first instanceof Map<?, ?> row && row.containsKey(column);
            if (!found) {
                List<String> names = new ArrayList<>();
                if (first instanceof Map<?, ?> row) {
                    row.keySet().forEach(name -> names.add(String.valueOf(name)));
                }
                report.add(
                        ErrorCode.UNKNOWN_COLUMN,
                        items.keyPlace(),
                        "`key` names column `" + Section.quoted(column) + "`, which the items do not have",
                        names.isEmpty()
                                ? "the items have no columns"
                                : DidYouMean.ask(column, names, "no column has this name"),
                        names.isEmpty() ? "remove key" : "columns: " + String.join(", ", names));
                there = false;
            }
        }
        return there;
    }

    private static ItemSource values(List<Node> nodes) {
        List<Object> items = nodes.stream().map(ItemsCheck::value).toList();
        return new ItemSource() {
            @Override
            public long count() {
                return items.size();
            }

            @Override
            public Iterator<Object> iterator() {
                return items.iterator();
            }
        };
    }

    private static Object value(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, String> row = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> row.put(entry.key(), ((Node.Scalar) entry.value()).text()));
            return row;
        }
        return ((Node.Scalar) node).text();
    }
}
