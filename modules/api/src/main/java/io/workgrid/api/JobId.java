package io.workgrid.api;

import java.util.regex.Pattern;

/**
 * Names a job in its grid, for ever.
 *
 * @param text {@code j-} and lower case letters, digits and dashes; at most 64 characters
 */
public record JobId(String text) implements Comparable<JobId> {
    private static final Pattern FORM = Pattern.compile("j-[a-z0-9][a-z0-9-]{0,61}");

    public JobId {
        if (!FORM.matcher(text).matches()) {
            throw new BadInputException("job id is \"" + text + "\"; wanted j- and letters, digits, dashes, as j-7f3a");
        }
    }

    @Override
    public int compareTo(JobId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
