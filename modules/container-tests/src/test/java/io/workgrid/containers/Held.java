package io.workgrid.containers;

import io.workgrid.testkit.container.GridNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node holds of its machine.
 *
 * @param heapMegabytes memory of Java in use, behind a collection; -1 if the image has no {@code jcmd} to ask for one
 * @param threads threads of its process
 * @param files open files, connections among them
 * @param processes processes in its container, the node and its init among them; shells do not count, but what they wait for
 */
record Held(long heapMegabytes, int threads, int files, int processes) {
    private static final Pattern HEAP = Pattern.compile("(?m)^workgrid_heap_used_bytes (\\S+)");
    private static final String COUNT = """
            p=$(pidof java); if jcmd $p GC.run > /dev/null 2>&1; then echo 1; else echo 0; fi
            ls /proc/$p/task | wc -l; ls /proc/$p/fd | wc -l
            cat /proc/[0-9]*/comm 2> /dev/null | grep -cvx 'sh\\|ls\\|wc\\|cat\\|grep\\|jcmd'""";

    private static final int ANSWER_MILLIS = 5_000;

    static Held by(GridNode node, String token) {
        String[] counts = node.exec("sh", "-c", COUNT).strip().split("\\s+");
        return new Held(
                counts[0].equals("1") ? heap(node.url().resolve("/metrics"), token) : -1,
                Integer.parseInt(counts[1]),
                Integer.parseInt(counts[2]),
                Integer.parseInt(counts[3]));
    }

    private static long heap(URI url, String token) {
        try {
            URLConnection call = url.toURL().openConnection();
            call.setConnectTimeout(ANSWER_MILLIS);
            call.setReadTimeout(ANSWER_MILLIS);
            call.setRequestProperty("Authorization", "Bearer " + token);
            Matcher heap = HEAP.matcher(new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            if (!heap.find()) {
                throw new IllegalStateException("no heap in " + url);
            }
            return (long) (Double.parseDouble(heap.group(1)) / (1 << 20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
