package io.workgrid.cli.node;

import io.workgrid.api.GridKey;
import io.workgrid.api.task.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of settings as values. What they throw begins with {@code is}, and is what the user reads behind the setting's name. */
final class Values {
    /** What begins so is written by the node itself. */
    static final String OWN_LABELS = "grid.";

    private Values() {}

    static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is \"" + text + "\"; wanted a whole number", e);
        }
    }

    /** A port, or that there is none. */
    static int httpPort(String text) {
        if (text.equals("off") || text.equals("0")) {
            return HttpSettings.OFF;
        }
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 1 || port > HostPort.LAST_PORT) {
            throw new IllegalArgumentException(
                    "is \"" + text + "\"; wanted a port from 1 to " + HostPort.LAST_PORT + ", or off");
        }
        return port;
    }

    /** A file that is there. */
    static Path file(String text) {
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is \"" + text + "\"; wanted the name of a file", e);
        }
        throw new IllegalArgumentException("is \"" + text + "\"; wanted a file that is there and can be read");
    }

    static String httpBind(String text) {
        if (!text.matches("[A-Za-z0-9._:%-]+")) {
            throw new IllegalArgumentException("is \"" + text + "\"; wanted an address of this machine, or its name");
        }
        return text;
    }

    static Duration time(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "is \"" + text + "\"; wanted a number and a unit, as 500ms, 30s, 10m", e);
        }
    }

    /** The key that a file has. */
    static GridKey gridKey(String file) {
        byte[] content;
        try {
            content = Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "is \"" + file + "\", and there is no such file; make one: grid node key > " + file, e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("is \"" + file + "\", which cannot be read: " + e.getMessage(), e);
        }
        return GridKey.of(content);
    }

    static boolean yesOrNo(String text) {
        return oneOf(text, "true", "false").equals("true");
    }

    static String oneOf(String text, String one, String other) {
        if (!text.equals(one) && !text.equals(other)) {
            throw new IllegalArgumentException("is \"" + text + "\"; wanted " + one + " or " + other);
        }
        return text;
    }

    /** Hosts, each with a port or without. */
    static List<String> addresses(String text) {
        List<String> all = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        all.forEach(HostPort::of);
        return all;
    }

    static String discovery(String text) {
        String name = text.startsWith("dns:") ? text.substring("dns:".length()) : "";
        if (!name.matches("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9.])?")) {
            throw new IllegalArgumentException("is \"" + text
                    + "\"; wanted dns: and the name that has the addresses of all nodes, as dns:grid-nodes");
        }
        return name;
    }

    static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : text.split(",", -1)) {
            int equals = label.indexOf('=');
            String key = label.substring(0, Math.max(equals, 0)).strip();
            if (key.isEmpty()) {
                throw new IllegalArgumentException("is \"" + label + "\"; wanted KEY=VALUE, as zone=a");
            }
            if (key.startsWith(OWN_LABELS)) {
                throw new IllegalArgumentException("is \"" + label + "\"; labels that begin with " + OWN_LABELS
                        + " are written by the node itself");
            }
            if (labels.put(key, label.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("is \"" + text + "\", where " + key + " is given twice");
            }
        }
        return labels;
    }
}
