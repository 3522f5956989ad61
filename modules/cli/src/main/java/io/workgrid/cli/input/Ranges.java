package io.workgrid.cli.input;

import io.workgrid.cli.output.ErrorCode;
import io.workgrid.cli.output.Problem;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Items given on the command line: texts as they are, and {@code 0..99} as the numbers from 0 to 99, made one at a time. */
final class Ranges implements ItemSource {
    private static final Pattern RANGE = Pattern.compile("(-?\\d+)\\.\\.(-?\\d+)");

    private final List<Part> parts;

    private Ranges(List<Part> parts) {
        this.parts = parts;
    }

    /** A text, or numbers from first to last where there is no text. */
    private record Part(String text, boolean range, long first, long last) {
        static Part of(String item) {
            Matcher form = RANGE.matcher(item);
            if (!form.matches()) {
                return new Part(item, false, 0, 0);
            }
            try {
                long first = Long.parseLong(form.group(1));
                long last = Long.parseLong(form.group(2));
                Math.addExact(Math.subtractExact(last, first), 1);
                if (first <= last) {
                    return new Part(item, true, first, last);
                }
            } catch (NumberFormatException | ArithmeticException e) {
                throw Bad.usage(
                        Problem.of(ErrorCode.BAD_RANGE, "range " + item + " is too big; wanted 64-bit numbers"));
            }
            throw Bad.usage(
                    Problem.of(ErrorCode.BAD_RANGE, "range " + item + " goes down; wanted the smaller number first")
                            .fixedBy(form.group(2) + ".." + form.group(1)));
        }

        long count() {
            return last - first + 1;
        }
    }

    static Ranges of(List<String> items) {
        return new Ranges(items.stream().map(Part::of).toList());
    }

    @Override
    public long count() {
        long sum = 0;
        for (Part part : parts) {
            sum += part.count();
            if (sum < 0) {
                return -1;
            }
        }
        return sum;
    }

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int part;
            private long offset;

            @Override
            public boolean hasNext() {
                return part < parts.size();
            }

            @Override
            public Object next() {
                if (part >= parts.size()) {
                    throw new NoSuchElementException();
                }
                Part now = parts.get(part);
                Object item = now.range() ? Long.toString(now.first() + offset) : now.text();
                offset++;
                if (offset == now.count()) {
                    offset = 0;
                    part++;
                }
                return item;
            }
        };
    }
}
