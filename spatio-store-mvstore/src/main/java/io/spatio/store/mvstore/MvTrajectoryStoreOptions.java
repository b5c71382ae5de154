package io.spatio.store.mvstore;

import io.spatio.Durability;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be configured. Immutable; any thread.
 *
 * @param sync when an accepted event is safe; every-second by default
 * @param retention how long positions are kept, by whole UTC days of their timestamps; without end by default
 */
public record MvTrajectoryStoreOptions(Durability sync, Optional<Duration> retention) {
    /** All defaults. */
    public static final MvTrajectoryStoreOptions DEFAULTS =
            new MvTrajectoryStoreOptions(Durability.EVERY_SECOND, Optional.empty());

    private static final String SYNC = "sync";
    private static final String RETENTION = "retention";

    /** Every option with its default. */
    static List<Option> declared() {
        return List.of(
                Option.choice(
                        SYNC,
                        List.of("always", "every-second", "never"),
                        "every-second",
                        "When an accepted event is safe on stable storage."),
                Option.withoutDefault(
                        RETENTION,
                        Option.Type.DURATION,
                        "How long positions are kept, by whole UTC days of their timestamps; for ever when not set."));
    }

    static MvTrajectoryStoreOptions from(Options options) {
        Durability sync =
                switch (options.text(SYNC)) {
                    case "always" -> Durability.ALWAYS;
                    case "never" -> Durability.NEVER;
                    default -> Durability.EVERY_SECOND;
                };
        Optional<Duration> retention =
                options.has(RETENTION) ? Optional.of(options.duration(RETENTION)) : Optional.empty();
        return new MvTrajectoryStoreOptions(sync, retention);
    }
}
