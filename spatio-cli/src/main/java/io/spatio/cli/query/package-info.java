/**
 * The verbs that ask: about current positions and about history.
 *
 * <p>{@link io.spatio.cli.query.NearVerb} is the class to read first. Each is a thin form of one method of
 * {@link io.spatio.Namespace}. None of them creates a database.
 */
@NullMarked
package io.spatio.cli.query;

import org.jspecify.annotations.NullMarked;
