package io.workgrid.cli.input;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The items of files and of stdin, one after the other. Regular files of moderate size are read through once beforehand: then what is
 * wrong with them is known before anything is submitted, and so is the number of items.
 */
final class Streams implements ItemSource {
    /** The most bytes read beforehand. More would delay the first result of a big job. */
    private static final long MOST_CHECKED = 64L << 20;

    private final List<String> files;
    private final InputStream stdin;
    private final @Nullable ItemFormat format;
    private final boolean nulEnds;
    private final ItemRules rules;
    private long count = -1;

    /**
     * @param files names, {@code -} for stdin
     */
    Streams(List<String> files, InputStream stdin, @Nullable ItemFormat format, boolean nulEnds, ItemRules rules) {
        this.files = List.copyOf(files);
        this.stdin = stdin;
        this.format = format;
        this.nulEnds = nulEnds;
        this.rules = rules;
    }

    /**
     * Looks at the files before anything is submitted.
     *
     * @throws io.workgrid.cli.output.ProblemException for what is missing or bad
     */
    Streams checked() {
        long bytes = 0;
        boolean regular = true;
        for (String file : files) {
            if (file.equals("-")) {
                regular = false;
                continue;
            }
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw Bad.unreadable(file, "it is a directory; with --glob '" + file + "/*' its files are the items");
            }
            if (!Files.exists(path)) {
                throw Bad.unreadable(file, "no such file");
            }
            if (!Files.isReadable(path)) {
                throw Bad.unreadable(file, "permission denied");
            }
            regular &= Files.isRegularFile(path);
            bytes += size(path);
        }
        if (regular && bytes <= MOST_CHECKED) {
            count = counted();
        }
        return this;
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw Bad.unreadable(path.toString(), e);
        }
    }

    private long counted() {
        long items = 0;
        for (Iterator<Object> all = iterator(); all.hasNext(); all.next()) {
            items++;
        }
        return items;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int next;
            private @Nullable FileItems open;

            @Override
            public boolean hasNext() {
                while (open == null || !open.hasNext()) {
                    if (next == files.size()) {
                        return false;
                    }
                    open = open(files.get(next++));
                }
                return true;
            }

            @Override
            public Object next() {
                if (!hasNext() || open == null) {
                    throw new NoSuchElementException();
                }
                return open.next();
            }
        };
    }

    private FileItems open(String file) {
        ItemFormat told = ItemFormat.ofName(file, format);
        try {
            InputStream in = file.equals("-") ? stdin : new FileInputStream(file);
            return new FileItems(in, file, told, nulEnds, rules);
        } catch (IOException e) {
            throw Bad.unreadable(file, e);
        }
    }
}
