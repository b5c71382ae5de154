/**
 * Child processes that are asked one line at a time and answer with one line of JSON each.
 *
 * <p>Every structure that is measured lives in a process of its own, ours and the peers' alike, so that neither heap nor
 * compiled code of one touches another; all wait while one works. Read {@link io.spatio.benchmarks.process.Child} first.
 */
@NullMarked
package io.spatio.benchmarks.process;

import org.jspecify.annotations.NullMarked;
