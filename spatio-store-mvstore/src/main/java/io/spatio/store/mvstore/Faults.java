package io.spatio.store.mvstore;

import io.spatio.error.SpatioException;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.EOFException;
import java.io.IOException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Turns what H2 throws into errors of the contract. */
final class Faults {
    private Faults() {}

    /** Whether H2's file is of no use any more after this; what could not be read now may be readable later. */
    static boolean isFatal(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_CLOSED, DataUtils.ERROR_INTERNAL, DataUtils.ERROR_WRITING_FAILED -> true;
            default -> false;
        };
    }

    /** An error that says what was done where; those of the contract pass as they are. */
    static RuntimeException translate(Throwable e, String what) {
        if (e instanceof SpatioException known) {
            return known;
        }
        if (e instanceof IllegalArgumentException mistake) {
            return mistake;
        }
        if (e instanceof IOException) {
            return new StoreException("the file cannot be used: " + what, e);
        }
        if (e instanceof VirtualMachineError) {
            return new StoreException("the file cannot be read: " + what, e); // short of memory, or a damaged length
        }
        if (e instanceof MVStoreException failure
                && !(e.getCause() instanceof EOFException)) { // an end too soon is damage
            return switch (failure.getErrorCode()) {
                case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                    new UnsupportedFormatException("the file has a format of another H2 version: " + what, e);
                case DataUtils.ERROR_READING_FAILED,
                        DataUtils.ERROR_WRITING_FAILED,
                        DataUtils.ERROR_CLOSED,
                        DataUtils.ERROR_FILE_LOCKED -> new StoreException("the file cannot be used: " + what, e);
                default -> corrupt(e, what);
            };
        }
        return corrupt(e, what);
    }

    /** Whatever H2 stumbles over in a file that it wrote itself is damage. */
    static StoreCorruptException corrupt(Throwable e, String what) {
        String detail = e instanceof DamagedException ? " (" + e.getMessage() + ")" : "";
        return new StoreCorruptException(
                "stored bytes are damaged: " + what + detail + "; open with salvage to keep what is readable", e);
    }
}
