package io.spatio.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.spatio.Spatio;
import io.spatio.protocol.v1.Role;
import io.spatio.protocol.v1.RuleProto;
import io.spatio.protocol.v1.SpatioProto;
import io.spatio.server.access.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of the definition")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {
    static List<MethodDescriptor> methods() {
        return Rules.methods();
    }

    @DisplayName("give every method a role")
    @ParameterizedTest(name = "{0}")
    @MethodSource("methods")
    void everyMethodHasARole(MethodDescriptor method) {
        assertThat(Rules.of(method).getRole()).isIn(Role.READ, Role.WRITE, Role.ADMIN);
    }

    @DisplayName("give every method a route of its own")
    @Test
    void everyMethodHasARouteOfItsOwn() {
        Set<String> routes = new HashSet<>();
        for (MethodDescriptor method : Rules.methods()) {
            assertThat(Rules.of(method).getHttpList()).as(method.getName()).isNotEmpty();
            Rules.of(method)
                    .getHttpList()
                    .forEach(route -> assertThat(routes.add(route)).as(route).isTrue());
        }
    }

    @DisplayName("are kept by one operation for each method")
    @Test
    void everyMethodHasAnOperation() {
        try (Spatio database = Spatio.memory()) {
            assertThat(new Operations(database, Limits.DEFAULT).all())
                    .extracting(Operation::name)
                    .containsExactlyInAnyOrderElementsOf(Rules.methods().stream()
                            .map(MethodDescriptor::getName)
                            .toList());
        }
    }

    @DisplayName("open a method without a rule to nobody")
    @Test
    void aMethodWithoutRuleIsOpenToNobody() throws DescriptorValidationException {
        FileDescriptorProto.Builder file = SpatioProto.getDescriptor().toProto().toBuilder();
        MethodDescriptorProto.Builder method = file.getServiceBuilder(0).getMethodBuilder(0);
        method.setOptions(MethodOptions.getDefaultInstance());
        FileDescriptor changed =
                FileDescriptor.buildFrom(file.build(), new FileDescriptor[] {RuleProto.getDescriptor()});
        MethodDescriptor bare = changed.getServices().get(0).getMethods().get(0);
        assertThat(Principal.ANYBODY.may(Rules.of(bare).getRole())).isFalse();
    }
}
