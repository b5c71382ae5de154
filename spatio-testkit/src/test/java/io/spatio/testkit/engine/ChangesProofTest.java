package io.spatio.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.testkit.KitRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit's changes pass a right database and fail each wrong one. */
class ChangesProofTest {
    @Test
    void passesARightDatabase() {
        KitRun run = KitRun.of(SpatioConformanceProofTest.RightSpatioConformanceTest.class, "Changes");

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(7);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ChangesOutOfOrder.class,
                ChangesBeforeVisible.class,
                ChangesLostAtStart.class,
                SyncedTooEarly.class,
                DuplicateToldAsChange.class,
                DropWithoutChange.class,
                LatestForgetsLast.class,
                ErasedStillTold.class,
                LossUntold.class,
                AreaByNewAlone.class
            })
    void failsAWrongDatabase(Class<?> kit) {
        List<String> failures = KitRun.racing(kit, "Changes").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @Test
    void passesTheRightPlaces() {
        KitRun run = KitRun.of(SpatioConformanceProofTest.RightSpatioConformanceTest.class, "ChangePlaces");

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(classes = {PlaceOfEarlierOpening.class, GapAfterPlace.class})
    void failsWrongPlaces(Class<?> kit) {
        List<String> failures = KitRun.of(kit, "ChangePlaces").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    static final class PlaceOfEarlierOpening extends SpatioConformanceProofTest.ReferenceKit {
        PlaceOfEarlierOpening() {
            super(EngineFault.PLACE_OF_EARLIER_OPENING);
        }
    }

    static final class GapAfterPlace extends SpatioConformanceProofTest.ReferenceKit {
        GapAfterPlace() {
            super(EngineFault.GAP_AFTER_PLACE);
        }
    }

    static final class ChangesOutOfOrder extends SpatioConformanceProofTest.ReferenceKit {
        ChangesOutOfOrder() {
            super(EngineFault.CHANGES_OUT_OF_ORDER);
        }
    }

    static final class ChangesBeforeVisible extends SpatioConformanceProofTest.ReferenceKit {
        ChangesBeforeVisible() {
            super(EngineFault.CHANGES_BEFORE_VISIBLE);
        }
    }

    static final class ChangesLostAtStart extends SpatioConformanceProofTest.ReferenceKit {
        ChangesLostAtStart() {
            super(EngineFault.CHANGES_LOST_AT_START);
        }
    }

    static final class SyncedTooEarly extends SpatioConformanceProofTest.ReferenceKit {
        SyncedTooEarly() {
            super(EngineFault.SYNCED_TOO_EARLY);
        }
    }

    static final class DuplicateToldAsChange extends SpatioConformanceProofTest.ReferenceKit {
        DuplicateToldAsChange() {
            super(EngineFault.DUPLICATE_TOLD_AS_CHANGE);
        }
    }

    static final class DropWithoutChange extends SpatioConformanceProofTest.ReferenceKit {
        DropWithoutChange() {
            super(EngineFault.DROP_WITHOUT_CHANGE);
        }
    }

    static final class LatestForgetsLast extends SpatioConformanceProofTest.ReferenceKit {
        LatestForgetsLast() {
            super(EngineFault.LATEST_FORGETS_LAST);
        }
    }

    static final class ErasedStillTold extends SpatioConformanceProofTest.ReferenceKit {
        ErasedStillTold() {
            super(EngineFault.ERASED_STILL_TOLD);
        }
    }

    static final class LossUntold extends SpatioConformanceProofTest.ReferenceKit {
        LossUntold() {
            super(EngineFault.LOSS_UNTOLD);
        }
    }

    static final class AreaByNewAlone extends SpatioConformanceProofTest.ReferenceKit {
        AreaByNewAlone() {
            super(EngineFault.AREA_BY_NEW_ALONE);
        }
    }
}
