/**
 * The drawing of the modules, held by tests over the compiled classes of all of them.
 *
 * <p>{@link io.spatio.architecture.Module} is the drawing itself: every module with its root package, the modules it
 * may use and the libraries it may name. The tests compare the classes with it; there is no list of exemptions, and
 * none is to be added. Read {@link io.spatio.architecture.Module} first.
 */
@NullMarked
package io.spatio.architecture;

import org.jspecify.annotations.NullMarked;
