package io.spatio.server.operation;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.spatio.protocol.v1.Rule;
import io.spatio.protocol.v1.RuleProto;
import io.spatio.protocol.v1.SpatioProto;
import java.util.List;

/** The rules of the definition: which method asks for which role, and where HTTP finds it. */
public final class Rules {
    private static final ServiceDescriptor SERVICE = SpatioProto.getDescriptor().findServiceByName("Spatio");

    private Rules() {}

    /** The full name of the service, as {@code spatio.v1.Spatio}. */
    public static String serviceName() {
        return SERVICE.getFullName();
    }

    /** The methods of the definition. */
    public static List<MethodDescriptor> methods() {
        return SERVICE.getMethods();
    }

    /**
     * A method of the definition.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    static MethodDescriptor method(String name) {
        MethodDescriptor method = SERVICE.findMethodByName(name);
        if (method == null) {
            throw new IllegalArgumentException("the definition has no method " + name);
        }
        return method;
    }

    /** What the definition says of a method; where it says nothing, a rule of no role and no route, which refuses everybody. */
    public static Rule of(MethodDescriptor method) {
        return method.getOptions().getExtension(RuleProto.rule);
    }
}
