package io.spatio.testkit.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a test of the kit demands, as a sentence; it becomes the display name, after the implementation's name. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Spec {
    /** The sentence. */
    String value();

    /** Defects of the original (parity list) that the test would find, as {@code "D8"}. */
    String[] unlike() default {};
}
