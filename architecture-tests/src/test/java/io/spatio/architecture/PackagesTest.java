package io.spatio.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The packages")
class PackagesTest {
    private static final Set<String> UNSAYING_NAMES = Set.of("util", "utils", "common", "impl", "manager", "helper");

    @DisplayName("every package has a package-info that is @NullMarked")
    @ParameterizedTest(name = "{0}")
    @EnumSource(Module.class)
    void everyPackageIsNullMarked(Module module) {
        Set<String> marked = module.classes().stream()
                .filter(type -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(packages(module)).isSubsetOf(marked);
    }

    @DisplayName("a package is named for a concept")
    @ParameterizedTest(name = "{0}")
    @EnumSource(Module.class)
    void packagesAreNamedForConcepts(Module module) {
        assertThat(packages(module))
                .noneMatch(name -> UNSAYING_NAMES.contains(name.substring(name.lastIndexOf('.') + 1)));
    }

    @DisplayName("the packages of all modules are free of cycles")
    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(new Slices())
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(Module.allClasses());
    }

    private static Set<String> packages(Module module) {
        return module.classes().stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * One slice per package; but what a user calls, what a plug-in implements and the geometry between them are one
     * slice: {@code Spatio.open} finds a provider, and a provider gives a {@code Spatio}.
     */
    private static final class Slices implements SliceAssignment {
        private static final Set<String> ONE_SLICE = Set.of("io.spatio", "io.spatio.spi", "io.spatio.geometry");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return SliceIdentifier.of(ONE_SLICE.contains(name) ? "io.spatio" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
