package io.spatio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The arrows between modules")
class ArrowsTest {
    private static final String WIRING = "io.spatio.core.wiring";

    @DisplayName("a module uses only the modules and libraries it has an arrow to")
    @ParameterizedTest(name = "{0}")
    @EnumSource(Module.class)
    void usesOnlyWhatItHasAnArrowTo(Module module) {
        assertThat(violations(module, dependency -> !isAllowed(module, target(dependency))))
                .isEmpty();
    }

    @DisplayName("a module uses of another only the packages that are meant for others")
    @ParameterizedTest(name = "{0}")
    @EnumSource(Module.class)
    void usesOnlyWhatIsMeantForOthers(Module module) {
        assertThat(violations(module, dependency -> isPrivateToAnother(module, target(dependency))))
                .isEmpty();
    }

    @DisplayName("only " + WIRING + " imports Guice")
    @ParameterizedTest(name = "{0}")
    @EnumSource(Module.class)
    void onlyTheWiringImportsGuice(Module module) {
        Predicate<Dependency> isGuice =
                dependency -> target(dependency).getPackageName().startsWith("com.google.inject");
        Predicate<Dependency> isWiring =
                dependency -> dependency.getOriginClass().getPackageName().equals(WIRING);
        assertThat(violations(module, isGuice.and(isWiring.negate()))).isEmpty();
    }

    @DisplayName("a package belongs to the module its name says, and is split over no two")
    @Test
    void packagesLieInTheirModule() {
        List<String> strays = Module.allClasses().stream()
                .filter(type -> !location(type).contains("/" + Module.of(type).artifact))
                .map(type -> type.getName() + " is not of " + Module.of(type).artifact + ": " + location(type))
                .toList();
        assertThat(strays).isEmpty();
    }

    private static List<String> violations(Module module, Predicate<Dependency> isViolation) {
        return module.classes().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !target(dependency).isPrimitive())
                .filter(isViolation)
                .flatMap(dependency -> Stream.of(dependency.getDescription()))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isAllowed(Module module, JavaClass target) {
        Optional<Module> other = Module.ofPackage(target.getPackageName());
        return other.isPresent() ? module.mayUse(other.get()) : module.mayUseLibrary(target.getPackageName());
    }

    private static boolean isPrivateToAnother(Module module, JavaClass target) {
        Optional<Module> other = Module.ofPackage(target.getPackageName());
        return other.isPresent() && other.get() != module && !other.get().offers(target.getPackageName());
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    private static String location(JavaClass type) {
        return type.getSource().orElseThrow().getUri().toString();
    }
}
