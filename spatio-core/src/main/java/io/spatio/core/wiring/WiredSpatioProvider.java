package io.spatio.core.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.spatio.Spatio;
import io.spatio.spi.OpenRequest;
import io.spatio.spi.SpatioProvider;

/** Opens databases for {@link Spatio#open} and the builder by the module that Guice applications install, too. */
public final class WiredSpatioProvider implements SpatioProvider {
    @Override
    public Spatio open(OpenRequest request) {
        try {
            return Guice.createInjector(Stage.DEVELOPMENT, new SpatioModule(request))
                    .getInstance(Spatio.class);
        } catch (RuntimeException | Error e) {
            throw Failures.translate("opening a database", rootOf(e));
        }
    }

    /** What really happened, without the wiring around it. */
    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while ((root instanceof ProvisionException || root instanceof CreationException) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
