package io.workgrid.hazelcast.process;

/** What a started process says to the test: lines of its log that begin with a mark. */
final class Out {
    static final String MARK = "@@ ";

    private Out() {}

    static void say(String line) {
        synchronized (System.out) {
            System.out.println(MARK + line);
            System.out.flush();
        }
    }

    /** Ends this process when whoever started it is gone, however that ended: then its input ends. */
    static void haltWhenAlone() {
        Runtime.getRuntime().halt(99);
    }
}
