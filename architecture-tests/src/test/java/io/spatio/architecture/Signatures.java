package io.spatio.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a module promises, as text: each public type with its public and protected members, sorted, one a line.
 *
 * <p>Left out is what carries no promise: packages named internal and whatever is annotated {@code @Experimental}.
 */
final class Signatures {
    private Signatures() {}

    static List<String> of(Module module) {
        return module.classes().stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::reflect)
                .filter(Signatures::isPromised)
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> Stream.concat(Stream.of(header(type)), members(type)))
                .toList();
    }

    /** Written out here: {@code Class.toGenericString} differs from one JDK to the next. */
    private static String header(Class<?> type) {
        int modifiers = type.getModifiers() & Modifier.classModifiers() & ~Modifier.STRICT;
        if (type.isInterface() || type.isEnum()) {
            modifiers &= ~(Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC);
        }
        List<String> words = new ArrayList<>();
        words.add(Modifier.toString(modifiers));
        if (type.isSealed()) {
            words.add("sealed");
        }
        words.add(kind(type));
        words.add(type.getName() + parameters(type) + parents(type));
        return String.join(" ", words);
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    private static String parameters(Class<?> type) {
        return type.getTypeParameters().length == 0
                ? ""
                : Arrays.stream(type.getTypeParameters())
                        .map(Signatures::parameter)
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String parameter(TypeVariable<?> variable) {
        String bounds = Arrays.stream(variable.getBounds())
                .filter(bound -> bound != Object.class)
                .map(Type::getTypeName)
                .collect(Collectors.joining(" & "));
        return bounds.isEmpty() ? variable.getName() : variable.getName() + " extends " + bounds;
    }

    private static String parents(Class<?> type) {
        List<String> parents = new ArrayList<>();
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
            parents.add(parent.getTypeName());
        }
        Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName).forEach(parents::add);
        return parents.isEmpty() ? "" : " : " + String.join(", ", parents);
    }

    private static Stream<String> members(Class<?> type) {
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(Signatures::isPromised)
                .map(Field::toGenericString);
        Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(Signatures::isPromised)
                .map(Constructor::toGenericString);
        Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(Signatures::isPromised)
                .map(Method::toGenericString);
        return Stream.of(fields, constructors, methods)
                .flatMap(lines -> lines)
                .sorted()
                .map(line -> "    " + line);
    }

    private static boolean isPromised(Class<?> type) {
        boolean isVisible = Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
        boolean isInside = !type.isSynthetic() && !type.isAnonymousClass() && !type.isLocalClass();
        boolean isInternal = (type.getPackageName() + ".").contains(".internal.");
        Class<?> outer = type.getEnclosingClass();
        return isVisible && isInside && !isInternal && !isExperimental(type) && (outer == null || isPromised(outer));
    }

    private static <M extends Member & AnnotatedElement> boolean isPromised(M member) {
        boolean isVisible = Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
        return isVisible && !member.isSynthetic() && !isExperimental(member);
    }

    private static boolean isExperimental(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Experimental"));
    }
}
