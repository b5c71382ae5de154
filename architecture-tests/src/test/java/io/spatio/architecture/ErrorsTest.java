package io.spatio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The errors")
class ErrorsTest {
    private static final String ROOT = "io.spatio.error.SpatioException";

    @DisplayName("have one root: what a caller can catch by name is a SpatioException")
    @Test
    void publicErrorsHaveOneRoot() {
        assertThat(throwables().stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isAssignableTo(ROOT))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @DisplayName("extend a SpatioException or a type of the JDK, never a library's")
    @Test
    void errorsExtendOursOrTheJdks() {
        assertThat(throwables().stream()
                        .filter(type -> !isOursOrTheJdks(type.getRawSuperclass().orElseThrow()))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static List<JavaClass> throwables() {
        return Module.allClasses().stream()
                .filter(type -> type.isAssignableTo(Throwable.class))
                .toList();
    }

    private static boolean isOursOrTheJdks(JavaClass type) {
        return type.isAssignableTo(ROOT) || type.getPackageName().startsWith("java.");
    }
}
