package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How much code a job may bring. */
final class ShipLimits {
    static final long MOST_BYTES_OF_ONE = 512L << 20;
    static final long MOST_BYTES = 1L << 30;
    static final int MOST_FILES_OF_DIRECTORY = 100_000;

    private static final int NAMED = 3;
    private static final String FIX =
            "; keep data out of the class path, or put it where every node can read it; nothing was submitted";

    private ShipLimits() {}

    static void one(Path place, long bytes) {
        if (bytes > MOST_BYTES_OF_ONE) {
            throw new BadInputException(place + " of the class path holds " + mebibytes(bytes)
                    + ", and one part of it may hold at most " + mebibytes(MOST_BYTES_OF_ONE) + FIX);
        }
    }

    static void files(Path directory, int files) {
        if (files > MOST_FILES_OF_DIRECTORY) {
            throw new BadInputException("directory " + directory + " of the class path holds more than "
                    + MOST_FILES_OF_DIRECTORY + " files, the most that are sent" + FIX);
        }
    }

    static void all(List<ClassPath.Entry> entries) {
        long bytes = entries.stream().mapToLong(each -> each.blob().bytes()).sum();
        if (bytes > MOST_BYTES) {
            String largest = entries.stream()
                    .sorted(Comparator.comparingLong(
                                    (ClassPath.Entry each) -> each.blob().bytes())
                            .reversed())
                    .limit(NAMED)
                    .map(each ->
                            each.blob().label() + " " + mebibytes(each.blob().bytes()))
                    .collect(Collectors.joining(", "));
            throw new BadInputException("the class path holds " + mebibytes(bytes) + ", and a job may bring at most "
                    + mebibytes(MOST_BYTES) + " (the largest: " + largest + ")" + FIX);
        }
    }

    private static String mebibytes(long bytes) {
        return ((bytes + (1 << 20) - 1) >> 20) + " MiB";
    }
}
