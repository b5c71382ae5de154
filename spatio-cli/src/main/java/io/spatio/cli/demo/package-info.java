/**
 * The demonstration: a simulated fleet in a database in a temporary directory, and a dispatcher who asks about it.
 *
 * <p>{@link io.spatio.cli.demo.DemoVerb} is the class to read first. The simulation is deterministic in its seed; what
 * is measured is measured, and the restart in the middle compares what was written with what came back.
 */
@NullMarked
package io.spatio.cli.demo;

import org.jspecify.annotations.NullMarked;
