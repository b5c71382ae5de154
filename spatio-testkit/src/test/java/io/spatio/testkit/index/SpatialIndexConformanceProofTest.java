package io.spatio.testkit.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.AssertingSpatialIndexProvider;
import io.spatio.testkit.KitRun;
import io.spatio.testkit.SpatialIndexConformance;
import io.spatio.testkit.StopAfterFailure;
import io.spatio.testkit.generators.Budget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit passes a right index and fails each wrong one. */
class SpatialIndexConformanceProofTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                RightIndexConformanceTest.class,
                RightConcurrentIndexConformanceTest.class,
                KeptToTheContractConformanceTest.class
            })
    void passesARightIndex(Class<?> kit) {
        KitRun run = KitRun.of(kit);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(15);
    }

    @Test
    void displayNamesCarryTheImplementation() {
        assertThat(KitRun.of(RightIndexConformanceTest.class).passed())
                .allMatch(name -> name.startsWith("RightIndex "));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Unwrapped.class,
                Poleless.class,
                Twice.class,
                Degrees.class,
                Tieless.class,
                Rounded.class,
                Ghost.class,
                Edgeless.class,
                Outside.class,
                Unstoppable.class,
                Lossy.class,
                Drifting.class,
                Fat.class,
                Late.class,
                TwicePublished.class,
                Uncleared.class,
                ShortHandles.class
            })
    void failsAWrongIndex(Class<?> kit) {
        List<String> failures = KitRun.of(kit).failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ExtendWith(StopAfterFailure.class)
    abstract static class ScanIndexKit extends SpatialIndexConformance {
        private final SpatialIndexProvider provider;

        ScanIndexKit(IndexFault fault, boolean concurrent) {
            provider = new ScanIndexProvider(fault, concurrent);
        }

        @Override
        protected SpatialIndexProvider provider() {
            return provider;
        }

        @Override
        protected Budget budget() {
            return Budget.ofMillis(200);
        }
    }

    static final class RightIndexConformanceTest extends ScanIndexKit {
        RightIndexConformanceTest() {
            super(IndexFault.NONE, false);
        }
    }

    static final class RightConcurrentIndexConformanceTest extends ScanIndexKit {
        RightConcurrentIndexConformanceTest() {
            super(IndexFault.NONE, true);
        }
    }

    /** The kit itself keeps to the contract of the SPI. */
    static final class KeptToTheContractConformanceTest extends ScanIndexKit {
        KeptToTheContractConformanceTest() {
            super(IndexFault.NONE, true);
        }

        @Override
        protected SpatialIndexProvider provider() {
            return new AssertingSpatialIndexProvider(super.provider());
        }
    }

    static final class Unwrapped extends ScanIndexKit {
        Unwrapped() {
            super(IndexFault.BOX_WITHOUT_WRAP, false);
        }
    }

    static final class Poleless extends ScanIndexKit {
        Poleless() {
            super(IndexFault.POLE_FORGOTTEN, false);
        }
    }

    static final class Twice extends ScanIndexKit {
        Twice() {
            super(IndexFault.SEEN_TWICE, false);
        }
    }

    static final class Degrees extends ScanIndexKit {
        Degrees() {
            super(IndexFault.NEAREST_IN_DEGREES, false);
        }
    }

    static final class Tieless extends ScanIndexKit {
        Tieless() {
            super(IndexFault.CUT_OFF_EXCLUDES_TIES, false);
        }
    }

    static final class Rounded extends ScanIndexKit {
        Rounded() {
            super(IndexFault.COORDINATES_ROUNDED, false);
        }
    }

    static final class Ghost extends ScanIndexKit {
        Ghost() {
            super(IndexFault.MOVE_LEAVES_GHOST, false);
        }
    }

    static final class Edgeless extends ScanIndexKit {
        Edgeless() {
            super(IndexFault.EDGE_EXCLUDED, false);
        }
    }

    static final class Outside extends ScanIndexKit {
        Outside() {
            super(IndexFault.VISITS_OUTSIDE, false);
        }
    }

    static final class Unstoppable extends ScanIndexKit {
        Unstoppable() {
            super(IndexFault.DOES_NOT_STOP, false);
        }
    }

    static final class Lossy extends ScanIndexKit {
        Lossy() {
            super(IndexFault.BULK_LOSES_LAST, false);
        }
    }

    static final class Drifting extends ScanIndexKit {
        Drifting() {
            super(IndexFault.SIZE_DRIFTS, false);
        }
    }

    static final class Fat extends ScanIndexKit {
        Fat() {
            super(IndexFault.FAT_WHEN_EMPTY, false);
        }
    }

    static final class Late extends ScanIndexKit {
        Late() {
            super(IndexFault.PUBLISHES_LATE, true);
        }
    }

    static final class TwicePublished extends ScanIndexKit {
        TwicePublished() {
            super(IndexFault.PUBLISHES_TWICE, true);
        }
    }

    static final class Uncleared extends ScanIndexKit {
        Uncleared() {
            super(IndexFault.CLEAR_LEAVES_SOME, false);
        }
    }

    static final class ShortHandles extends ScanIndexKit {
        ShortHandles() {
            super(IndexFault.HANDLES_IN_TWO_BYTES, false);
        }
    }
}
