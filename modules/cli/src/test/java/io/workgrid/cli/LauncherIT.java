package io.workgrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
    @TempDir
    private Path dir;

    @Test
    void versionIsOneLine() throws Exception {
        Launched ran = Launched.grid(dir, "", "version");
        assertThat(ran.out()).matches("grid \\S+ \\(Java \\S+, \\S+ \\S+\\)\n");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        Launched ran = Launched.grid(
                dir, "", "run", ":::", "a  b", "*", "$HOME", "'", "", "@x", "ü", "--", "printf", "[%s]\n", "{}");
        assertThat(ran.out()).isEqualTo("[a  b]\n[*]\n[$HOME]\n[']\n[]\n[@x]\n[ü]\n");
        assertThat(ran.exit()).isZero();
    }

    @Test
    void aSymlinkFromADirectoryWithSpacesWorks() throws Exception {
        Path place = Files.createDirectories(dir.resolve("my dir/bin"));
        Files.createSymbolicLink(place.resolve("real"), Launched.GRID);
        Files.createSymbolicLink(place.resolve("grid"), Path.of("real"));
        Launched ran =
                Launched.shell(dir, "'my dir/bin/grid' version && cd 'my dir' && PATH=$PWD/bin:$PATH grid version");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines()).hasSize(2);
        Files.delete(place.resolve("real"));
    }

    @Test
    void namesThatAreNotAsciiWorkInTheCLocale() throws Exception {
        Files.writeString(dir.resolve("ä.txt"), "x\n");
        Launched ran =
                Launched.shell(dir, "unset LC_ALL LANG LC_CTYPE; \"$GRID\" map lines -o csv ::: ä.txt | tail -n 1");
        assertThat(ran.out()).startsWith("0,ä.txt,DONE,");
    }

    @Test
    void aMissingOrOldJavaIsNamed() throws Exception {
        Launched none = Launched.shell(dir, "JAVA_HOME=/nowhere \"$GRID\" version");
        assertThat(none.exit()).isEqualTo(70);
        assertThat(none.err()).contains("JAVA_HOME is /nowhere", "17 or later");
        Path bin = Files.createDirectories(dir.resolve("jdk8/bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Launched old = Launched.shell(dir, "JAVA_HOME=$PWD/jdk8 \"$GRID\" version");
        assertThat(old.exit()).isEqualTo(70);
        assertThat(old.err()).contains("version 8.0_402; wanted 17 or later");
    }

    @Test
    void optionsOfTheJvmAreTaken() throws Exception {
        Launched ran = Launched.shell(dir, "GRID_JAVA_OPTS='-Xmx32m -Dgrid.charset=US-ASCII' \"$GRID\" version");
        assertThat(ran.exit()).isZero();
    }
}
