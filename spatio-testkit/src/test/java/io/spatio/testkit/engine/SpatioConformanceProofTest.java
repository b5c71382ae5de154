package io.spatio.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Spatio;
import io.spatio.testkit.KitRun;
import io.spatio.testkit.SpatioConformance;
import io.spatio.testkit.StopAfterFailure;
import io.spatio.testkit.generators.Budget;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit passes a right database and fails each wrong one. */
class SpatioConformanceProofTest {
    @Test
    void passesARightDatabase() {
        KitRun run = KitRun.of(RightSpatioConformanceTest.class);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(40);
        assertThat(run.passed()).anyMatch(name -> name.contains("[unlike the original: D6]"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                KnnInDegrees.class,
                BoxWithoutWrap.class,
                HalfWidthTooNarrow.class,
                PoleForgotten.class,
                PolygonBoundaryExcluded.class,
                AltitudeTakenAsZero.class,
                OrderByUtf16.class,
                LimitOffByOne.class,
                TruncatedLies.class,
                HugeLimitAllocates.class,
                AfterIncluded.class,
                RelativeBoxInDegrees.class,
                GeodesicWithoutNumber.class,
                BoundingBoxPlanar.class,
                NamespacesAlias.class,
                CoordinatesRounded.class,
                FirstOfEqualsWins.class,
                StaleSaysApplied.class,
                DuplicateTellsNothing.class,
                SequenceToldTwice.class,
                DeleteIgnoresTime.class,
                LateDataResurrects.class,
                BatchHalfApplied.class,
                TrajectoryDropsAltitude.class,
                EraseKeepsHistory.class,
                VisitsOfOne.class,
                TombstoneLost.class,
                HorizonFromOpen.class,
                LastRecordDropped.class,
                EqualTimesSwapped.class,
                TornRow.class,
                MissedWhileMoving.class,
                SeenAgain.class,
                StaleReads.class,
                OpenAfterClose.class,
                CloseDoesNotWait.class,
                MetadataLimitFixed.class,
                CountsInvented.class
            })
    void failsAWrongDatabase(Class<?> kit) {
        List<String> failures = KitRun.of(kit).failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {ClockAlone.class, ClockBeforeDeletes.class, RefusedBatchShows.class, HandleEnds.class})
    void failsAWrongDatabaseByItsClock(Class<?> kit) {
        List<String> failures = KitRun.of(kit, "Clocks").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CopyCarriesLaterErases.class,
                CopyOfTwoMoments.class,
                ReadOnlyWrites.class,
                ReadOnlyShowsWrites.class
            })
    void failsAWrongDatabaseByItsCopies(Class<?> kit) {
        List<String> failures = KitRun.racing(kit, "Copies").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {ClosesInVisitor.class})
    void failsAWrongDatabaseByItsLife(Class<?> kit) {
        List<String> failures = KitRun.of(kit, "Lifecycle").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ExtendWith(StopAfterFailure.class)
    abstract static class ReferenceKit extends SpatioConformance {
        private final EngineFault fault;

        ReferenceKit(EngineFault fault) {
            this.fault = fault;
        }

        @Override
        protected Spatio open(Path directory, InstantSource clock) {
            return new ReferenceSpatio(fault, directory, clock, Map.of());
        }

        @Override
        protected Spatio openWith(Map<String, String> settings, InstantSource clock) {
            return new ReferenceSpatio(fault, null, clock, settings);
        }

        @Override
        protected Spatio openReadOnly(Path directory, InstantSource clock) {
            return new ReferenceSpatio(fault, directory, clock, Map.of(ReferenceSpatio.READ_ONLY, "true"));
        }

        @Override
        protected Budget budget() {
            return Budget.ofMillis(250);
        }
    }

    static final class RightSpatioConformanceTest extends ReferenceKit {
        RightSpatioConformanceTest() {
            super(EngineFault.NONE);
        }
    }

    static final class KnnInDegrees extends ReferenceKit {
        KnnInDegrees() {
            super(EngineFault.KNN_IN_DEGREES);
        }
    }

    static final class BoxWithoutWrap extends ReferenceKit {
        BoxWithoutWrap() {
            super(EngineFault.BOX_WITHOUT_WRAP);
        }
    }

    static final class HalfWidthTooNarrow extends ReferenceKit {
        HalfWidthTooNarrow() {
            super(EngineFault.HALF_WIDTH_TOO_NARROW);
        }
    }

    static final class PoleForgotten extends ReferenceKit {
        PoleForgotten() {
            super(EngineFault.POLE_FORGOTTEN);
        }
    }

    static final class PolygonBoundaryExcluded extends ReferenceKit {
        PolygonBoundaryExcluded() {
            super(EngineFault.POLYGON_BOUNDARY_EXCLUDED);
        }
    }

    static final class AltitudeTakenAsZero extends ReferenceKit {
        AltitudeTakenAsZero() {
            super(EngineFault.ALTITUDE_TAKEN_AS_ZERO);
        }
    }

    static final class OrderByUtf16 extends ReferenceKit {
        OrderByUtf16() {
            super(EngineFault.ORDER_BY_UTF16);
        }
    }

    static final class LimitOffByOne extends ReferenceKit {
        LimitOffByOne() {
            super(EngineFault.LIMIT_OFF_BY_ONE);
        }
    }

    static final class TruncatedLies extends ReferenceKit {
        TruncatedLies() {
            super(EngineFault.TRUNCATED_LIES);
        }
    }

    static final class HugeLimitAllocates extends ReferenceKit {
        HugeLimitAllocates() {
            super(EngineFault.HUGE_LIMIT_ALLOCATES);
        }
    }

    static final class AfterIncluded extends ReferenceKit {
        AfterIncluded() {
            super(EngineFault.AFTER_INCLUDED);
        }
    }

    static final class RelativeBoxInDegrees extends ReferenceKit {
        RelativeBoxInDegrees() {
            super(EngineFault.RELATIVE_BOX_IN_DEGREES);
        }
    }

    static final class GeodesicWithoutNumber extends ReferenceKit {
        GeodesicWithoutNumber() {
            super(EngineFault.GEODESIC_WITHOUT_NUMBER);
        }
    }

    static final class BoundingBoxPlanar extends ReferenceKit {
        BoundingBoxPlanar() {
            super(EngineFault.BOUNDING_BOX_PLANAR);
        }
    }

    static final class NamespacesAlias extends ReferenceKit {
        NamespacesAlias() {
            super(EngineFault.NAMESPACES_ALIAS);
        }
    }

    static final class CoordinatesRounded extends ReferenceKit {
        CoordinatesRounded() {
            super(EngineFault.COORDINATES_ROUNDED);
        }
    }

    static final class FirstOfEqualsWins extends ReferenceKit {
        FirstOfEqualsWins() {
            super(EngineFault.FIRST_OF_EQUALS_WINS);
        }
    }

    static final class StaleSaysApplied extends ReferenceKit {
        StaleSaysApplied() {
            super(EngineFault.STALE_SAYS_APPLIED);
        }
    }

    static final class DuplicateTellsNothing extends ReferenceKit {
        DuplicateTellsNothing() {
            super(EngineFault.DUPLICATE_TELLS_NOTHING);
        }
    }

    static final class SequenceToldTwice extends ReferenceKit {
        SequenceToldTwice() {
            super(EngineFault.SEQUENCE_TOLD_TWICE);
        }
    }

    static final class DeleteIgnoresTime extends ReferenceKit {
        DeleteIgnoresTime() {
            super(EngineFault.DELETE_IGNORES_TIME);
        }
    }

    static final class LateDataResurrects extends ReferenceKit {
        LateDataResurrects() {
            super(EngineFault.LATE_DATA_RESURRECTS);
        }
    }

    static final class BatchHalfApplied extends ReferenceKit {
        BatchHalfApplied() {
            super(EngineFault.BATCH_HALF_APPLIED);
        }
    }

    static final class TrajectoryDropsAltitude extends ReferenceKit {
        TrajectoryDropsAltitude() {
            super(EngineFault.TRAJECTORY_DROPS_ALTITUDE);
        }
    }

    static final class EraseKeepsHistory extends ReferenceKit {
        EraseKeepsHistory() {
            super(EngineFault.ERASE_KEEPS_HISTORY);
        }
    }

    static final class VisitsOfOne extends ReferenceKit {
        VisitsOfOne() {
            super(EngineFault.VISITS_OF_ONE);
        }
    }

    static final class TombstoneLost extends ReferenceKit {
        TombstoneLost() {
            super(EngineFault.TOMBSTONE_LOST);
        }
    }

    static final class HorizonFromOpen extends ReferenceKit {
        HorizonFromOpen() {
            super(EngineFault.HORIZON_FROM_OPEN);
        }
    }

    static final class LastRecordDropped extends ReferenceKit {
        LastRecordDropped() {
            super(EngineFault.LAST_RECORD_DROPPED);
        }
    }

    static final class EqualTimesSwapped extends ReferenceKit {
        EqualTimesSwapped() {
            super(EngineFault.EQUAL_TIMES_SWAPPED);
        }
    }

    static final class TornRow extends ReferenceKit {
        TornRow() {
            super(EngineFault.TORN_ROW);
        }
    }

    static final class MissedWhileMoving extends ReferenceKit {
        MissedWhileMoving() {
            super(EngineFault.MISSED_WHILE_MOVING);
        }
    }

    static final class SeenAgain extends ReferenceKit {
        SeenAgain() {
            super(EngineFault.SEEN_AGAIN);
        }
    }

    static final class StaleReads extends ReferenceKit {
        StaleReads() {
            super(EngineFault.STALE_READS);
        }
    }

    static final class OpenAfterClose extends ReferenceKit {
        OpenAfterClose() {
            super(EngineFault.OPEN_AFTER_CLOSE);
        }
    }

    static final class CloseDoesNotWait extends ReferenceKit {
        CloseDoesNotWait() {
            super(EngineFault.CLOSE_DOES_NOT_WAIT);
        }
    }

    static final class MetadataLimitFixed extends ReferenceKit {
        MetadataLimitFixed() {
            super(EngineFault.METADATA_LIMIT_FIXED);
        }
    }

    static final class CountsInvented extends ReferenceKit {
        CountsInvented() {
            super(EngineFault.COUNTS_INVENTED);
        }
    }

    static final class ClockAlone extends ReferenceKit {
        ClockAlone() {
            super(EngineFault.CLOCK_ALONE);
        }
    }

    static final class ClockBeforeDeletes extends ReferenceKit {
        ClockBeforeDeletes() {
            super(EngineFault.CLOCK_BEFORE_DELETES);
        }
    }

    static final class RefusedBatchShows extends ReferenceKit {
        RefusedBatchShows() {
            super(EngineFault.REFUSED_BATCH_SHOWS);
        }
    }

    static final class HandleEnds extends ReferenceKit {
        HandleEnds() {
            super(EngineFault.HANDLE_ENDS);
        }
    }

    static final class CopyCarriesLaterErases extends ReferenceKit {
        CopyCarriesLaterErases() {
            super(EngineFault.COPY_CARRIES_LATER_ERASES);
        }
    }

    static final class CopyOfTwoMoments extends ReferenceKit {
        CopyOfTwoMoments() {
            super(EngineFault.COPY_OF_TWO_MOMENTS);
        }
    }

    static final class ReadOnlyWrites extends ReferenceKit {
        ReadOnlyWrites() {
            super(EngineFault.READ_ONLY_WRITES);
        }
    }

    static final class ReadOnlyShowsWrites extends ReferenceKit {
        ReadOnlyShowsWrites() {
            super(EngineFault.READ_ONLY_SHOWS_WRITES);
        }
    }

    static final class ClosesInVisitor extends ReferenceKit {
        ClosesInVisitor() {
            super(EngineFault.CLOSES_IN_VISITOR);
        }
    }
}
