/**
 * The last-position table: the greatest event of every object, so that opening does not read history.
 *
 * <p>It is written whole from time to time by one thread and read whole at open; log files from its sequence number on
 * complete it. docs/format/table.md has the bytes. Read {@link io.spatio.store.log.table.LastTable} first.
 */
@NullMarked
package io.spatio.store.log.table;

import org.jspecify.annotations.NullMarked;
