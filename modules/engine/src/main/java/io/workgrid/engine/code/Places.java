package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import java.io.File;
import java.io.IOException;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The files and directories where a class loader looks, in its order; the JDK's are left out. Used by one thread. */
final class Places {
    private static final String APPLICATION = "jdk.internal.loader.ClassLoaders$AppClassLoader";

    private final List<Path> found = new ArrayList<>();

    private Places() {}

    /**
     * Where it looks, and its parents.
     *
     * @throws BadInputException if that cannot be told
     */
    static List<Path> of(ClassLoader loader) {
        Places places = new Places();
        places.add(loader);
        return places.found;
    }

    private void add(@Nullable ClassLoader loader) {
        if (loader == null || loader.equals(ClassLoader.getPlatformClassLoader())) {
            return;
        }
        if (loader.getClass().getName().equals(APPLICATION)) {
            application();
        } else if (loader instanceof JarLoader jars) {
            urls(jars);
            if (!jars.ofGrid()) {
                add(jars.getParent());
            }
        } else if (loader instanceof URLClassLoader urls) {
            boolean parentsFirst =
                    urls.getClass().getName().startsWith("java.net."); // who extends it, mostly turns that round
            if (parentsFirst) {
                add(urls.getParent());
            }
            urls(urls);
            if (!parentsFirst) {
                add(urls.getParent());
            }
        } else {
            throw new BadInputException(
                    "the code was loaded by a " + loader.getClass().getName()
                            + ", which does not say from where, so that it cannot be sent to the nodes; put it into a jar and give"
                            + " that with --jar or to the job, or load it with a java.net.URLClassLoader; nothing was submitted");
        }
    }

    /** The class path, and the modules before it. */
    private void application() {
        ModuleLayer.boot().configuration().modules().stream()
                .map(ResolvedModule::reference)
                .flatMap(module -> module.location().stream())
                .filter(place -> "file".equals(place.getScheme()))
                .sorted()
                .forEach(place -> found.add(Path.of(place)));
        classPath(System.getProperty("java.class.path", ""));
    }

    private void classPath(String line) {
        if (line.isEmpty() && System.getProperty("jdk.module.main") != null) {
            return;
        }
        for (String each : line.split(File.pathSeparator, -1)) {
            if (each.equals("*") || each.endsWith(File.separator + "*")) {
                jarsOf(Path.of(each.equals("*") ? "." : each.substring(0, each.length() - 2)));
            } else {
                found.add(Path.of(each)); // an empty one is the current directory
            }
        }
    }

    private void jarsOf(Path directory) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (file.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
                    jars.add(file);
                }
            }
        } catch (IOException e) {
            return; // as the JVM does
        }
        Collections.sort(jars);
        found.addAll(jars);
    }

    private void urls(URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
            found.add(place(url, loader));
        }
    }

    private static Path place(URL url, ClassLoader loader) {
        String text = url.toString();
        String plain = text.startsWith("jar:file:") && text.indexOf("!/") == text.length() - 2
                ? text.substring("jar:".length(), text.length() - 2)
                : text;
        if (!plain.startsWith("file:")) {
            throw new BadInputException("the class path has " + text + " (of a "
                    + loader.getClass().getName()
                    + "), which is no file of this machine, so that it cannot be sent to the"
                    + " nodes; unpack it, or put the code into a jar and give that with --jar or to the job; nothing was"
                    + " submitted");
        }
        try {
            return Path.of(new URI(plain));
        } catch (URISyntaxException | IllegalArgumentException e) { // not escaped, as File.toURL() made them
            return Path.of(plain.substring("file:".length()));
        }
    }
}
