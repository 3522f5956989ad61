package io.workgrid.engine.code;

import java.util.regex.Pattern;

/**
 * What a jar or a directory of the class path holds, told by its names: whether there is anything to ship. What every node has itself is
 * not: Workgrid's own modules and Hazelcast. A jar that holds other classes beside them, as one with all of an application in it, is
 * shipped. Used by one thread.
 */
final class Contents {
    // our tests and the modules users choose have no package-info there
    private static final Pattern MODULE =
            Pattern.compile("io/workgrid/(api|core|engine|hazelcast|cli|server)/(.*/)?package-info\\.class");
    private static final String OURS = "io/workgrid/";
    private static final String HAZELCAST = "com/hazelcast/";

    private boolean any;
    private boolean module;
    private boolean hazelcast;
    private boolean others;
    private boolean othersThanHazelcast;

    /** A file, with slashes. */
    void add(String name) {
        if (name.endsWith("/") || name.equals("META-INF/MANIFEST.MF")) {
            return;
        }
        any = true;
        module |= MODULE.matcher(name).matches();
        hazelcast |= name.equals(HAZELCAST + "core/HazelcastInstance.class");
        if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
            others |= !name.startsWith(OURS);
            othersThanHazelcast |= !name.startsWith(HAZELCAST);
        }
    }

    boolean toShip() {
        return any && !(module && !others) && !(hazelcast && !othersThanHazelcast);
    }
}
