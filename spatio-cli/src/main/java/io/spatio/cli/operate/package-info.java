/**
 * The verbs that write single objects, look after the database and tell about the installation.
 *
 * <p>{@link io.spatio.cli.operate.PutVerb} is the class to read first. Only {@code put} creates a database; the others
 * need one that exists, or none.
 */
@NullMarked
package io.spatio.cli.operate;

import org.jspecify.annotations.NullMarked;
