package io.workgrid.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/**
 * The house as rules: which module may use which, what core must not touch, how types are named. It stands in cli because from here all
 * modules are on disk when it runs; it reads what the other modules compiled, also those that cli does not depend on.
 */
class ArchitectureTest {
    private static final Path MODULES = Path.of("..").toAbsolutePath().normalize();
    private static final JavaClasses MAIN = read("classes");
    private static final JavaClasses TESTS = read("test-classes");
    private static final String ISSUE = ".*(issue|https?://\\S+/issues/)\\s*#?\\d+.*";

    private static JavaClasses read(String kind) {
        try (Stream<Path> modules = Files.list(MODULES)) {
            return new ClassFileImporter()
                    .importPaths(modules.map(module -> module.resolve("target").resolve(kind))
                            .filter(Files::isDirectory)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String in(String module) {
        return "io.workgrid." + module + "..";
    }

    /** A module's packages use their own, the JDK, other people's jars, and of ours only what the arrows allow. */
    private static void arrows(String module, String... allowed) {
        String[] ours = Stream.concat(Stream.of(module), Stream.of(allowed))
                .map(ArchitectureTest::in)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> notAllowed = resideInAnyPackage("io.workgrid..")
                .and(DescribedPredicate.not(resideInAnyPackage(ours)))
                .as("classes of another module than %s", List.of(allowed));
        noClasses()
                .that()
                .resideInAPackage(in(module))
                .should()
                .dependOnClassesThat(notAllowed)
                .because("DESIGN.md section 2 draws the arrows")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void apiUsesNoOtherModule() {
        arrows("api");
    }

    @Test
    void apiUsesNoJarOfOthers() {
        classes()
                .that()
                .resideInAPackage(in("api"))
                .should()
                .onlyDependOnClassesThat()
                // javax.crypto is the JDK's: a key derives its secrets
                .resideInAnyPackage("io.workgrid.api..", "java..", "javax.crypto..", "org.jspecify.annotations..")
                .check(MAIN);
    }

    @Test
    void coreUsesApiOnly() {
        arrows("core", "api");
    }

    @Test
    void engineUsesCoreAndApi() {
        arrows("engine", "core", "api");
    }

    @Test
    void hazelcastUsesEngineCoreAndApi() {
        arrows("hazelcast", "engine", "core", "api");
    }

    @Test
    void tasksUseApiOnly() {
        arrows("tasks", "api");
    }

    @Test
    void serverUsesEngineCoreAndApi() {
        arrows("server", "engine", "core", "api");
    }

    @Test
    void jettyStaysInItsModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("server"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(MAIN);
    }

    @Test
    void testkitUsesEngineCoreAndApi() {
        arrows("testkit", "engine", "core", "api");
    }

    @Test
    void nobodyButBenchUsesCli() {
        arrows("cli", "hazelcast", "server", "tasks", "engine", "core", "api");
        arrows("bench", "hazelcast", "engine", "core", "api", "tasks");
    }

    @Test
    void hazelcastStaysInItsModule() {
        noClasses()
                .that()
                // the benchmark's peer is Hazelcast itself, used by hand
                .resideOutsideOfPackages(in("hazelcast"), "io.workgrid.bench.cluster..", "io.workgrid.bench.shared..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.hazelcast..")
                .check(MAIN);
    }

    @Test
    void coreHasNoClock() {
        noClasses()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethodWhere(target(nameMatching("now|system\\w*|tick\\w*"))
                        .and(target(owner(resideInAnyPackage("java.time..")))))
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("now is an argument")
                .check(MAIN);
    }

    @Test
    void coreHasNoRandomness() {
        noClasses()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|random\\..*|concurrent\\.ThreadLocalRandom)"
                        + "|java\\.security\\.SecureRandom")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .because("random numbers and new ids are arguments")
                .check(MAIN);
    }

    @Test
    void coreHasNoThreads() {
        noClasses()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Thread|ThreadLocal|Runtime|Process|ProcessBuilder)(\\$.*)?"
                        + "|java\\.util\\.(Timer|TimerTask)|java\\.util\\.concurrent\\..*")
                .because("core decides and the engine does; its state is guarded by whoever holds it")
                .check(MAIN);
    }

    @Test
    void coreHasNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..", "javax..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|RandomAccessFile|.*Stream|.*Reader|.*Writer|Console)(\\$.*)?")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .because("what touches the world belongs to the engine")
                .check(MAIN);
    }

    @Test
    void coreDoesNotLog() {
        noClasses()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "ch.qos.logback..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.System\\$Logger.*")
                .orShould()
                .callMethodWhere(target(nameMatching("getLogger")))
                .because("core says what happened in what it returns")
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("io.workgrid.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void onlyCliAndBenchHaveAMain() {
        noMethods()
                .that()
                .haveName("main")
                .and()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(in("cli"), in("bench"))
                .should(new ArchCondition<>("exist") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        events.add(SimpleConditionEvent.satisfied(method, method.getDescription() + " exists"));
                    }
                })
                .because("cli is the one place where a program is put together; bench measures")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.workgrid.api.shared.Manager")
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(MAIN);
    }

    @Test
    void roomsAreNamedByTheirStep() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..")
                .check(MAIN);
    }

    @Test
    void disabledTestNamesAnIssue() {
        ArchCondition<JavaMethod> named = new ArchCondition<>("name an issue, as \"issue 12: why\"") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean names = method.tryGetAnnotationOfType(Disabled.class)
                        .map(disabled -> disabled.value().matches(ISSUE))
                        .orElse(true);
                events.add(new SimpleConditionEvent(
                        method, names, method.getDescription() + " is disabled and names no issue"));
            }
        };
        methods().should(named).check(TESTS);
        methods().should(named).check(MAIN);
    }

    @Test
    void disabledTestClassNamesAnIssue() {
        assertThat(Stream.concat(TESTS.stream(), MAIN.stream())
                        .filter(type -> type.tryGetAnnotationOfType(Disabled.class)
                                .filter(disabled -> !disabled.value().matches(ISSUE))
                                .isPresent())
                        .map(JavaClass::getName))
                .as("disabled test classes that name no issue")
                .isEmpty();
    }

    @Test
    void everyModuleWasRead() {
        assertThat(Stream.of("api", "core", "engine", "server", "tasks", "cli")
                        .filter(module ->
                                Files.isDirectory(MODULES.resolve(module).resolve("src/main/java"))))
                .as("modules with classes; a rule over nothing is green for nothing")
                .allSatisfy(module -> assertThat(MAIN.stream()
                                .filter(type -> type.getPackageName().startsWith("io.workgrid." + module)))
                        .isNotEmpty());
    }

    /** Told, not judged: a public type for a good reason is fine. */
    @Test
    void shareOfHiddenTypesIsTold() {
        for (String module : List.of("core", "engine", "server", "cli")) {
            List<JavaClass> types = MAIN.stream()
                    .filter(type -> type.getPackageName().startsWith("io.workgrid." + module))
                    .filter(type ->
                            type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                    .toList();
            long hidden = types.stream()
                    .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                    .count();
            System.out.printf(
                    "%s: %d of %d top-level types are package-private (%d %%; wanted 60 %%)%n",
                    module, hidden, types.size(), types.isEmpty() ? 0 : 100 * hidden / types.size());
        }
    }

    @Test
    void annotationsAreKeptInClassFiles() {
        assertThat(TESTS.get(ArchitectureTest.class).getMethods().stream()
                        .flatMap(method -> method.getAnnotations().stream())
                        .map(JavaAnnotation::getRawType)
                        .map(JavaClass::getName))
                .as("else the rule on disabled tests would see nothing")
                .contains(Test.class.getName());
    }
}
