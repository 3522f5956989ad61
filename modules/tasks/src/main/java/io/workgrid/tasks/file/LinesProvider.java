package io.workgrid.tasks.file;

import io.workgrid.api.task.Task;
import io.workgrid.api.task.TaskArgs;
import io.workgrid.api.task.TaskContext;
import io.workgrid.api.task.TaskProvider;

/**
 * {@code lines}: the item is a path, the result the text {@code LINES WORDS BYTES}, as {@code 12 40 300}, the numbers and the order of
 * {@code wc}. It is a text and not a map so that it prints, pipes and adds up like {@code wc}.
 *
 * <p>A line is a newline character, so a last line without one is not counted; a word is a run of bytes between ASCII white space. For a
 * text whose white space is ASCII that is what {@code wc} counts in any locale.
 */
public final class LinesProvider implements TaskProvider {
    @Override
    public String name() {
        return "lines";
    }

    @Override
    public String summary() {
        return "item: a path; result: the file's lines, words and bytes, as wc counts them";
    }

    @Override
    public Task<Object, String> create(TaskArgs args) {
        args.only();
        return LinesProvider::count;
    }

    private static String count(Object item, TaskContext context) throws Exception {
        Counts counts = new Counts();
        FileBytes.read(item, context, counts);
        return counts.lines + " " + counts.words + " " + counts.bytes;
    }

    private static final class Counts implements FileBytes.Sink {
        private long lines;
        private long words;
        private long bytes;
        private boolean inWord;

        @Override
        public void take(byte[] piece, int length) {
            boolean in = inWord;
            for (int i = 0; i < length; i++) {
                byte b = piece[i];
                if (b == '\n') {
                    lines++;
                }
                boolean space = b == ' ' || (b >= '\t' && b <= '\r');
                if (!space && !in) {
                    words++;
                }
                in = !space;
            }
            inWord = in;
            bytes += length;
        }
    }
}
