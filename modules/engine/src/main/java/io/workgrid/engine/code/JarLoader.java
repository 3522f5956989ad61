package io.workgrid.engine.code;

import io.workgrid.api.BadInputException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Classes from a job's jars. Looks there first, so that two jobs may bring two versions of a class; the JDK, the api and what else of
 * Workgrid a node is made of are always those of the node, even if a jar has them too.
 */
final class JarLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final Map<String, Boolean> OUR_PACKAGES = new ConcurrentHashMap<>();
    private static final Pattern OF_THE_NODE =
            Pattern.compile("io\\.workgrid\\.(api|core|engine|hazelcast|cli|server)\\..*");
    private static final String SERVICES = "META-INF/services/";

    private final boolean ofGrid;

    private JarLoader(URL[] urls, ClassLoader parent, boolean ofGrid) {
        super("workgrid-jars", urls, parent);
        this.ofGrid = ofGrid;
    }

    /**
     * Opens the jars.
     *
     * @param ofGrid they came through the grid, so that everything the job needs is among them
     */
    static JarLoader open(List<Path> jars, ClassLoader parent, boolean ofGrid) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(check(jar));
        }
        return new JarLoader(urls.toArray(new URL[0]), parent, ofGrid);
    }

    /** Whether a job that is submitted from its classes needs nothing of what is behind it. */
    boolean ofGrid() {
        return ofGrid;
    }

    private static URL check(Path jar) {
        if (!Files.exists(jar)) {
            throw new BadInputException("jar " + jar + " does not exist");
        }
        if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
            throw new BadInputException("jar " + jar + " is not a file that can be read");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.size() == 0) {
                throw new BadInputException("jar " + jar + " is empty");
            }
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new BadInputException("jar " + jar + " has no usable path", e);
        } catch (IOException e) {
            throw new BadInputException("jar " + jar + " is not a jar: " + e.getMessage(), e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ofTheNode(name)) {
            return super.loadClass(name, resolve); // and if the node has it not, that of the jars
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                try {
                    found = findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private static boolean ofTheNode(String name) {
        return name.startsWith("java.") || ofAModule(name) || ofTheJdk(name);
    }

    /** Classes that a node is made of. A package of ours says so itself: one of that name with tests in it is not. */
    private static boolean ofAModule(String name) {
        if (!OF_THE_NODE.matcher(name).matches()) {
            return false;
        }
        String home = name.substring(0, name.lastIndexOf('.'));
        return OUR_PACKAGES.computeIfAbsent(
                home,
                each -> JarLoader.class.getClassLoader().getResource(each.replace('.', '/') + "/package-info.class")
                        != null);
    }

    /** Classes of the JDK that do not say so by their name, as those of {@code org.w3c.dom}. */
    private static boolean ofTheJdk(String name) {
        return ClassLoader.getPlatformClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        if (!ownService(name)) {
            all.addAll(Collections.list(getParent().getResources(name)));
        }
        return Collections.enumeration(all);
    }

    /** A service of the jars' own: what the node has for a class of that name is for another class. */
    private boolean ownService(String resource) {
        String service = resource.startsWith(SERVICES) ? resource.substring(SERVICES.length()) : "";
        return !service.isEmpty() && !ofTheNode(service) && findResource(service.replace('.', '/') + ".class") != null;
    }
}
