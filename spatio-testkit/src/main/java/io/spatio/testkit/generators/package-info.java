/**
 * Random values and sequences of actions, with shrinking, seeds and a time budget.
 *
 * <p>jqwik makes and shrinks the values, hidden behind {@link io.spatio.testkit.generators.Generator}; the loop is our own
 * because jqwik counts tries and the kit counts seconds. {@link io.spatio.testkit.generators.Places} knows the hard places
 * of the Earth. Read {@link io.spatio.testkit.generators.RandomSequences} first.
 */
@NullMarked
package io.spatio.testkit.generators;

import org.jspecify.annotations.NullMarked;
