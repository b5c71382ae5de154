package io.spatio.core.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.spatio.Spatio;
import io.spatio.error.SpatioException;
import io.spatio.spi.OpenRequest;
import io.spatio.spi.SpatioProvider;

/** Opens databases for {@link Spatio#open} and the builder by the module that Guice applications install, too. */
public final class WiredSpatioProvider implements SpatioProvider {
    @Override
    public Spatio open(OpenRequest request) {
        try {
            return Guice.createInjector(Stage.DEVELOPMENT, new SpatioModule(request))
                    .getInstance(Spatio.class);
        } catch (ProvisionException | CreationException e) {
            throw rootOf(e);
        }
    }

    /** What really happened, without the wiring around it. */
    private static RuntimeException rootOf(RuntimeException wrapped) {
        Throwable cause = wrapped.getCause();
        while (cause instanceof ProvisionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SpatioException || cause instanceof IllegalArgumentException) {
            return (RuntimeException) cause;
        }
        return wrapped;
    }
}
