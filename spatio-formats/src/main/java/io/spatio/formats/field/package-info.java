/**
 * Named values of a record, as a row of CSV or an object of JSON has them: which name is the id, the time, the place, and
 * what its text means.
 *
 * <p>{@link io.spatio.formats.field.RecordMapper} is the class to read first. A choice is always told, with the names that
 * were passed over.
 */
@NullMarked
package io.spatio.formats.field;

import org.jspecify.annotations.NullMarked;
