package io.spatio.core.engine;

import io.spatio.Namespace;
import io.spatio.ObjectHandle;
import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.Meter;
import io.spatio.spi.MetricsListener.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a database, a namespace or an object handle and tells how each call of a user ended, and how long it took.
 * Only a database with a metrics listener has it, so the others pay nothing. Any thread.
 */
final class MeasuredCalls implements InvocationHandler {
    private static final List<Class<? extends RuntimeException>> REFUSALS = List.of(
            IllegalArgumentException.class,
            NullPointerException.class,
            ObjectNotFoundException.class,
            StoreReadOnlyException.class);
    private static final List<Class<? extends RuntimeException>> STOPS =
            List.of(DeadlineExceededException.class, CancelledException.class);

    private final Object target;
    private final Meter meter;

    private MeasuredCalls(Object target, Meter meter) {
        this.target = target;
        this.meter = meter;
    }

    /** What tells of every call to {@code target}; the target itself where nobody listens. */
    static <T> T of(Class<T> type, T target, Meter meter) {
        if (!meter.isOn()) {
            return target;
        }
        Class<?> implementation = target.getClass();
        return type.cast(Proxy.newProxyInstance(
                implementation.getClassLoader(), implementation.getInterfaces(), new MeasuredCalls(target, meter)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            boolean isEquals = method.getName().equals("equals");
            return isEquals && arguments != null ? proxy == arguments[0] : method.invoke(target, arguments);
        }
        long begun = meter.begin();
        Object answer;
        try {
            answer = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            meter.called(method.getName(), outcome(cause), begun, -1);
            throw cause;
        }
        meter.called(method.getName(), Outcome.DONE, begun, size(answer));
        return measured(answer);
    }

    private @Nullable Object measured(@Nullable Object answer) {
        if (answer instanceof Namespace namespace) {
            return of(Namespace.class, namespace, meter);
        }
        return answer instanceof ObjectHandle object ? of(ObjectHandle.class, object, meter) : answer;
    }

    private static Outcome outcome(Throwable failure) {
        if (STOPS.stream().anyMatch(stop -> stop.isInstance(failure))) {
            return Outcome.STOPPED;
        }
        return REFUSALS.stream().anyMatch(refusal -> refusal.isInstance(failure)) ? Outcome.REFUSED : Outcome.FAILED;
    }

    private static long size(@Nullable Object answer) {
        if (answer instanceof Collection<?> collection) {
            return collection.size();
        }
        return answer instanceof Map<?, ?> map ? map.size() : -1;
    }
}
