package io.spatio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A module that implements an index or a store")
class ImplementationModulesTest {
    private static final int PUBLIC_TYPES_AT_MOST = 3;

    static Stream<Module> implementations() {
        return Arrays.stream(Module.values()).filter(Module::isImplementation);
    }

    /** A user meets the root package alone; the packages below it divide the work, and are held apart by the next rule. */
    @DisplayName("shows at most a provider, its options and the implementation")
    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void showsAtMostThreeTypes(Module module) {
        assertThat(module.topLevelClasses().stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.getPackageName().equals(module.root))
                        .map(JavaClass::getName))
                .hasSizeLessThanOrEqualTo(PUBLIC_TYPES_AT_MOST);
    }

    @DisplayName("keeps the packages below its root to itself")
    @ParameterizedTest(name = "{0}")
    @MethodSource("implementations")
    void keepsItsPartsToItself(Module module) {
        assertThat(Module.allClasses().stream()
                        .filter(type -> Module.of(type) != module)
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .filter(name -> name.startsWith(module.root + ".")))
                .isEmpty();
    }
}
