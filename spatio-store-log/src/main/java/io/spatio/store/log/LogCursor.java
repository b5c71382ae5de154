package io.spatio.store.log;

import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.ScanCursor;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What all cursors share: the row they stand on, and their end. One thread at a time; any thread closes. */
abstract class LogCursor implements ScanCursor {
    private final BooleanSupplier storeClosed;
    private volatile boolean closed;
    private @Nullable StoredObject object;
    private Series.@Nullable Rows rows;
    private int row;

    LogCursor(BooleanSupplier storeClosed) {
        this.storeClosed = storeClosed;
    }

    /** Finds the next event and {@linkplain #stand stands} on it. */
    abstract boolean advance();

    final void stand(StoredObject onObject, Series.Rows inRows, int onRow) {
        object = onObject;
        rows = inRows;
        row = onRow;
    }

    @Override
    public final boolean next() {
        if (closed || storeClosed.getAsBoolean()) {
            throw new DatabaseClosedException();
        }
        boolean found = advance();
        if (!found) {
            rows = null;
        }
        return found;
    }

    private Series.Rows rows() {
        if (rows == null) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return rows;
    }

    private StoredObject standing() {
        if (object == null) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return object;
    }

    @Override
    public boolean contiguous() {
        return false;
    }

    @Override
    public int object() {
        return standing().number();
    }

    @Override
    public String namespace() {
        return standing().namespace();
    }

    @Override
    public String objectId() {
        return standing().objectId();
    }

    @Override
    public long sequence() {
        return rows().sequence(row);
    }

    @Override
    public long timestampMicros() {
        return rows().timestampMicros(row);
    }

    @Override
    public boolean isDelete() {
        return rows().isDelete(row);
    }

    @Override
    public double lon() {
        return isDelete() ? Double.NaN : rows().lon(row);
    }

    @Override
    public double lat() {
        return isDelete() ? Double.NaN : rows().lat(row);
    }

    @Override
    public double alt() {
        return isDelete() ? Double.NaN : rows().alt(row);
    }

    @Override
    public byte[] metadata() {
        return rows().metadata(row);
    }

    @Override
    public final void close() {
        closed = true;
    }
}
