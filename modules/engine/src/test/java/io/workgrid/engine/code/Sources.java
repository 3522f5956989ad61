package io.workgrid.engine.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles classes and makes jars, as a user's build does. */
record Sources(Path dir) {

    /** Compiles sources, by class name, to a directory. */
    Path classes(String name, Map<String, String> sources, Path... classPath) throws IOException {
        Path out = Files.createDirectories(dir.resolve(name));
        StringBuilder path = new StringBuilder(System.getProperty("java.class.path"));
        for (Path each : classPath) {
            path.append(java.io.File.pathSeparator).append(each);
        }
        List<String> args = new ArrayList<>(List.of("-proc:none", "-cp", path.toString(), "-d", out.toString()));
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = dir.resolve("src-" + name).resolve(each.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            args.add(Files.writeString(file, each.getValue()).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new)))
                .isZero();
        return out;
    }

    /** A jar of what was compiled. */
    Path jar(String name, Map<String, String> sources, Path... classPath) throws IOException {
        Path classes = classes(name, sources, classPath);
        Path jar = dir.resolve(name + ".jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return jar;
    }

    /** A jar that holds a manifest and nothing else. */
    Path manifestOnly(String name, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = dir.resolve(name + ".jar");
        try (OutputStream bytes = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(bytes, manifest)) {
            zip.finish();
        }
        return jar;
    }
}
