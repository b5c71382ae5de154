package io.spatio.server.fault;

import io.spatio.error.AccessDeniedException;
import io.spatio.error.CancelledException;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreBusyException;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.error.StoreFullException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.error.UnavailableException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every way in which a call fails: its name on the wire, its HTTP status and its gRPC status. Where several fit an exception, the
 * first in this order does.
 */
public enum Fault {
    /** An argument is not legal. */
    BAD_INPUT(IllegalArgumentException.class, 400, 3),
    /** No token, or one that nobody knows. */
    UNAUTHENTICATED(UnauthenticatedException.class, 401, 16),
    /** The token does not allow it. */
    ACCESS_DENIED(AccessDeniedException.class, 403, 7),
    /** The object has no current position. */
    OBJECT_NOT_FOUND(ObjectNotFoundException.class, 404, 5),
    /** There is no such path. */
    NO_SUCH_PATH(NoSuchPathException.class, 404, 12),
    /** The path is there, for other methods. */
    METHOD_NOT_ALLOWED(MethodNotAllowedException.class, 405, 12),
    /** The request is larger than the server takes. */
    TOO_LARGE(TooLargeException.class, 413, 8),
    /** The request is compressed, or of another media type than the server reads. */
    UNSUPPORTED_ENCODING(UnsupportedEncodingException.class, 415, 12),
    /** The server has more to do than it can. */
    OVERLOADED(OverloadedException.class, 429, 8),
    /** The store could not take a write in time. */
    STORE_BUSY(StoreBusyException.class, 429, 8),
    /** The disk is full. */
    STORE_FULL(StoreFullException.class, 507, 8),
    /** The database was opened for reading alone. */
    STORE_READ_ONLY(StoreReadOnlyException.class, 409, 9),
    /** A write or a force failed: no more writes until the database is opened again. */
    STORE_FAILED(StoreFailedException.class, 500, 9),
    /** Stored bytes are damaged. */
    STORE_CORRUPT(StoreCorruptException.class, 500, 15),
    /** The store refused or failed in another way. */
    STORE_ERROR(StoreException.class, 500, 13),
    /** It took longer than the caller would wait. */
    DEADLINE_EXCEEDED(DeadlineExceededException.class, 504, 4),
    /** The caller has gone. */
    CANCELLED(CancelledException.class, 499, 1),
    /** The database is closed. */
    DATABASE_CLOSED(DatabaseClosedException.class, 503, 14),
    /** The server is about to stop. */
    UNAVAILABLE(UnavailableException.class, 503, 14),
    /** The server itself is at fault. */
    INTERNAL(Throwable.class, 500, 13);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Class<? extends Throwable> exception;
    private final int httpStatus;
    private final int grpcStatus;

    Fault(Class<? extends Throwable> exception, int httpStatus, int grpcStatus) {
        this.exception = exception;
        this.httpStatus = httpStatus;
        this.grpcStatus = grpcStatus;
    }

    /** The fault that an exception is. */
    public static Fault of(Throwable thrown) {
        return Arrays.stream(values())
                .filter(fault -> fault.exception.isInstance(thrown))
                .findFirst()
                .orElse(INTERNAL);
    }

    /** What is told of an exception: its own sentence, or of what nobody foresaw, nothing that could hold data. */
    public static String sentence(Throwable thrown) {
        boolean foreseen = thrown instanceof SpatioException || thrown instanceof IllegalArgumentException;
        String message = thrown.getMessage();
        return foreseen && message != null
                ? message
                : "The server itself is at fault; its log says more ("
                        + thrown.getClass().getSimpleName() + ")";
    }

    /** The name on the wire, as {@code store-full}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The exception that is this fault. */
    public Class<? extends Throwable> exception() {
        return exception;
    }

    /** The HTTP status. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The number of the gRPC status. */
    public int grpcStatus() {
        return grpcStatus;
    }

    /** After how many seconds it makes sense to try again, where it does. */
    public Optional<Integer> retryAfterSeconds() {
        boolean passes = httpStatus == TOO_MANY_REQUESTS || httpStatus == SERVICE_UNAVAILABLE;
        return passes ? Optional.of(1) : Optional.empty();
    }
}
