/**
 * What the kit's classes share to run: a clock that tests set, temporary directories, threads that report what they threw,
 * and the names under which tests appear.
 *
 * <p>{@link io.spatio.testkit.harness.Spec} gives a test its sentence of the contract and the defects of the original that
 * it would find; {@link io.spatio.testkit.harness.ConformanceNames} puts the implementation's name before it.
 * {@link io.spatio.testkit.harness.Capability} lists what a database may lack. Read {@code Spec} first.
 */
@NullMarked
package io.spatio.testkit.harness;

import org.jspecify.annotations.NullMarked;
