package io.spatio.server.operation;

import com.google.protobuf.Message;
import io.spatio.error.AccessDeniedException;
import io.spatio.error.UnavailableException;
import io.spatio.protocol.v1.Role;
import io.spatio.server.fault.Fault;
import io.spatio.server.fault.OverloadedException;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The one way to run an operation: it asks whether the caller may, finds a thread, and keeps the deadline. Any thread.
 *
 * <p>What a surface does with bytes, reading the request and writing the reply, is part of the job and so runs on the same thread as
 * the operation, off the event loop where that is the operation's place.
 */
public final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Workers workers;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** A dispatcher on some threads. */
    public Dispatcher(Workers workers) {
        this.workers = workers;
    }

    /**
     * What is done around an operation.
     *
     * @param <R> what the surface makes of it
     */
    @FunctionalInterface
    public interface Job<R> {
        /** Makes a request, runs the operation, as often as it likes, and makes something of the replies. */
        R run(UnaryOperator<Message> operation);
    }

    /**
     * Runs a job, now and here or soon on a worker.
     *
     * @param done takes what came of it, on the thread that made it
     * @param failed takes what went wrong
     */
    public <R> void dispatch(Operation operation, Call call, Job<R> job, Consumer<R> done, Consumer<Throwable> failed) {
        Runnable whole = () -> runWhole(operation, call, job, done, failed);
        try {
            requireRole(operation, call);
            if (stopping.get()) {
                throw new UnavailableException("The server is about to stop: try again at another or in a moment");
            }
            if (operation.cost() == Operation.Cost.INSTANT) {
                whole.run();
            } else {
                workers.execute(whole);
            }
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private static <R> void runWhole(
            Operation operation, Call call, Job<R> job, Consumer<R> done, Consumer<Throwable> failed) {
        R made;
        try {
            call.check();
            made = job.run(request -> runOne(operation, call, request));
        } catch (RuntimeException | Error e) {
            if (Fault.of(e) == Fault.INTERNAL) {
                LOG.log(Level.ERROR, "the operation " + operation.name() + " failed", e);
            }
            failed.accept(e);
            return;
        }
        done.accept(made);
    }

    private static Message runOne(Operation operation, Call call, Message request) {
        requireNamespace(operation, call, request);
        call.check();
        return operation.run(call, request);
    }

    private static void requireRole(Operation operation, Call call) {
        Role role = operation.role();
        if (!call.principal().may(role)) {
            throw new AccessDeniedException(
                    role == Role.ROLE_UNSPECIFIED
                            ? operation.name() + " is open to nobody: the definition has no rule for it"
                            : operation.name() + " needs the role "
                                    + role.name().toLowerCase(Locale.ROOT) + ", which the token \""
                                    + call.principal().name() + "\" does not have");
        }
    }

    private static void requireNamespace(Operation operation, Call call, Message request) {
        Optional<String> namespace = operation.namespace(request);
        if (namespace.isPresent() && !call.principal().sees(namespace.get())) {
            throw new AccessDeniedException("the token \"" + call.principal().name() + "\" is not for this namespace");
        }
        if (namespace.isEmpty()
                && operation.role() == Role.ADMIN
                && !call.principal().seesAll()) {
            throw new AccessDeniedException(operation.name() + " is about all namespaces, and the token \""
                    + call.principal().name() + "\" is for some of them");
        }
    }

    /** Runs something of the server's own on a worker, if there is room for it; who asks will ask again. */
    public void background(Runnable work) {
        try {
            workers.execute(work);
        } catch (OverloadedException e) {
            LOG.log(Level.DEBUG, "put off", e);
        }
    }

    /** From now on every call is refused; those that run go on. */
    public void stop() {
        stopping.set(true);
    }

    /** Whether calls are refused. */
    public boolean isStopping() {
        return stopping.get();
    }
}
