package io.spatio.testkit.harness;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Display names of the kit: the implementer's test class, then the {@link Spec} of topic and test, because reports name
 * the kit's own classes only.
 */
public final class ConformanceNames extends DisplayNameGenerator.Standard {
    @Override
    public String generateDisplayNameForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> nestedClass) {
        Spec spec = nestedClass.getAnnotation(Spec.class);
        String topic = spec == null
                ? super.generateDisplayNameForNestedClass(enclosingInstanceTypes, nestedClass)
                : spec.value();
        return implementation(enclosingInstanceTypes, nestedClass) + ": " + topic;
    }

    @Override
    public String generateDisplayNameForMethod(
            List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        Spec spec = testMethod.getAnnotation(Spec.class);
        if (spec == null) {
            return super.generateDisplayNameForMethod(enclosingInstanceTypes, testClass, testMethod);
        }
        String unlike =
                spec.unlike().length == 0 ? "" : " [unlike the original: " + String.join(", ", spec.unlike()) + "]";
        return implementation(enclosingInstanceTypes, testClass) + " " + spec.value() + unlike;
    }

    private static String implementation(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
        Class<?> outermost = enclosingInstanceTypes.isEmpty() ? testClass : enclosingInstanceTypes.get(0);
        return outermost.getSimpleName().replaceFirst("(Conformance)?Test$", "");
    }
}
