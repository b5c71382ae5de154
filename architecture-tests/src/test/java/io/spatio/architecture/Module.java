package io.spatio.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The modules, the arrows between them, and the libraries each may name. */
enum Module {
    API(
            "spatio-api",
            "io.spatio",
            modules(),
            libraries("org.locationtech.jts", "com.fasterxml.jackson.core", "org.jspecify.annotations")),
    INDEX_RSTAR("spatio-index-rstar", "io.spatio.index.rstar", modules(API), libraries("com.carrotsearch.hppc")),
    INDEX_GEOHASH("spatio-index-geohash", "io.spatio.index.geohash", modules(API), libraries("com.carrotsearch.hppc")),
    STORE_LOG("spatio-store-log", "io.spatio.store.log", modules(API), libraries("com.carrotsearch.hppc")),
    STORE_MVSTORE(
            "spatio-store-mvstore",
            "io.spatio.store.mvstore",
            modules(API),
            libraries("org.h2", "com.carrotsearch.hppc")),
    CORE(
            "spatio-core",
            "io.spatio.core",
            modules(API),
            libraries(
                    "com.google.inject",
                    "jakarta.inject",
                    "com.typesafe.config",
                    "net.sf.geographiclib",
                    "com.carrotsearch.hppc")),
    TESTKIT(
            "spatio-testkit",
            "io.spatio.testkit",
            modules(API),
            libraries("net.jqwik", "org.junit", "org.opentest4j", "net.sf.geographiclib")),
    FORMATS("spatio-formats", "io.spatio.formats", modules(API), libraries("com.fasterxml.jackson.core")),
    PROTOCOL(
            "spatio-protocol",
            "io.spatio.protocol",
            modules(),
            libraries("com.google.protobuf", "org.jspecify.annotations")),
    SERVER("spatio-server", "io.spatio.server", modules(API, CORE, PROTOCOL), libraries("io.vertx")),
    CLI(
            "spatio-cli",
            "io.spatio.cli",
            modules(API, CORE, FORMATS, INDEX_RSTAR, INDEX_GEOHASH, STORE_LOG, STORE_MVSTORE, SERVER),
            libraries("picocli", "me.tongfei.progressbar", "org.jline", "com.typesafe.config"));

    /** What the annotations a compiler or Error Prone reads come from; any class may carry them. */
    private static final Set<String> LIBRARIES_OF_ALL = libraries("java", "com.google.errorprone.annotations");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.spatio");

    final String artifact;
    final String root;
    private final Set<Module> uses;
    private final Set<String> libraries;

    Module(String artifact, String root, Set<Module> uses, Set<String> libraries) {
        this.artifact = artifact;
        this.root = root;
        this.uses = uses;
        this.libraries = libraries;
    }

    /** Every class of every module, tests apart. */
    static JavaClasses allClasses() {
        return CLASSES;
    }

    /** The module a package belongs to: the one with the longest root that holds it; none if it is not ours. */
    static Optional<Module> ofPackage(String packageName) {
        return Arrays.stream(values())
                .filter(module -> isWithin(packageName, module.root))
                .max(Comparator.comparingInt(module -> module.root.length()));
    }

    static Module of(JavaClass type) {
        return ofPackage(type.getPackageName()).orElseThrow();
    }

    List<JavaClass> classes() {
        return CLASSES.stream().filter(type -> of(type) == this).toList();
    }

    /** The classes somebody wrote as a file of their own. */
    List<JavaClass> topLevelClasses() {
        return classes().stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .toList();
    }

    boolean isImplementation() {
        return artifact.startsWith("spatio-index-") || artifact.startsWith("spatio-store-");
    }

    /**
     * Whether a package is meant for other modules: of the API every one, of the engine settings, copying and wiring, never its
     * insides; of the formats opening and what is read and written, never one format's classes; of an index, a store or the
     * server the root package, never those below.
     */
    boolean offers(String packageName) {
        return switch (this) {
            case API, PROTOCOL -> true;
            case CORE ->
                Set.of(root, root + ".config", root + ".copy", root + ".wiring").contains(packageName);
            case FORMATS -> Set.of(root, root + ".track").contains(packageName);
            default -> packageName.equals(root);
        };
    }

    boolean mayUse(Module other) {
        return other == this || uses.contains(other);
    }

    /** A library may be named where this module, or a module it uses, has it: the API's signatures name JTS. */
    boolean mayUseLibrary(String packageName) {
        return Stream.of(Stream.of(LIBRARIES_OF_ALL, libraries), uses.stream().map(module -> module.libraries))
                .flatMap(sets -> sets)
                .flatMap(Set::stream)
                .anyMatch(library -> isWithin(packageName, library));
    }

    private static boolean isWithin(String packageName, String root) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    private static Set<Module> modules(Module... modules) {
        return Set.of(modules);
    }

    private static Set<String> libraries(String... roots) {
        return Set.of(roots);
    }
}
