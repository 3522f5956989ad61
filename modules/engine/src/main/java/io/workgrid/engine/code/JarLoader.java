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
import java.util.zip.ZipFile;

/**
 * Classes from a job's jars. Looks there first, so that two jobs may bring two versions of a class; the api and the JDK are always
 * those of the node.
 */
final class JarLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    private JarLoader(URL[] urls, ClassLoader parent) {
        super("workgrid-jars", urls, parent);
    }

    static JarLoader open(List<Path> jars, ClassLoader parent) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            urls.add(check(jar));
        }
        return new JarLoader(urls.toArray(new URL[0]), parent);
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
        if (name.startsWith("java.") || name.startsWith("io.workgrid.api.") || ofTheJdk(name)) {
            return super.loadClass(name, resolve);
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
        for (URL each : Collections.list(getParent().getResources(name))) {
            all.add(each);
        }
        return Collections.enumeration(all);
    }
}
