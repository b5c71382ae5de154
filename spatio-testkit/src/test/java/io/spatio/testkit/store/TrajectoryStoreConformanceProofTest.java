package io.spatio.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.KitRun;
import io.spatio.testkit.StopAfterFailure;
import io.spatio.testkit.TrajectoryStoreConformance;
import io.spatio.testkit.generators.Budget;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit passes a right store and fails each wrong one. */
class TrajectoryStoreConformanceProofTest {
    @ParameterizedTest
    @ValueSource(classes = {RightStoreConformanceTest.class, RightMemoryStoreConformanceTest.class})
    void passesARightStore(Class<?> kit) {
        KitRun run = KitRun.of(kit);

        assertThat(run.failures()).isEmpty();
        assertThat(run.passed()).hasSizeGreaterThan(14);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LastRecordDropped.class,
                EqualTimesSwapped.class,
                TombstoneLost.class,
                KeysAlias.class,
                CoordinatesRounded.class,
                ContiguousLies.class,
                FirstRepeatKept.class,
                RepeatsKept.class,
                SequencesReused.class,
                RangeEndExcluded.class,
                OrderOverflows.class,
                RawCoordinatesInScan.class,
                BatchTorn.class,
                NotLocked.class,
                OpenAfterClose.class,
                ErasedStaysInFile.class,
                HorizonTooShort.class,
                MadeAtLost.class,
                OwnClockDecides.class,
                NumberKeptAtErase.class,
                ForgottenDeleteWins.class,
                ReadMakesObject.class,
                EraseOfNothingStored.class,
                EveryEventBegins.class,
                DeleteInBatchIsPosition.class,
                NumberOfAnotherTrusted.class,
                CancellationIgnored.class
            })
    void failsAWrongStore(Class<?> kit) {
        List<String> failures = KitRun.of(kit).failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                CopyCarriesLaterErases.class,
                CopyOfTwoMoments.class,
                CopyForgetsSequence.class,
                EraseByRange.class,
                MergeResurrects.class,
                CopyOfLaterDocuments.class
            })
    void failsAWrongStoreBesideWriters(Class<?> kit) {
        List<String> failures = KitRun.racing(kit, "MaintenanceBesideWrites").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {CursorRepeats.class, CursorMisses.class, CurrentDropped.class, NumbersReused.class})
    void failsAWrongStoreByASlowReader(Class<?> kit) {
        List<String> failures = KitRun.racing(kit, "SlowReaders").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LateRecordReversesEquals.class,
                RefusedBatchStays.class,
                ManyErasesRefused.class,
                ObjectsInTwoBytes.class
            })
    void failsAWrongStoreByItsSizes(Class<?> kit) {
        List<String> failures = KitRun.of(kit, "Sizes").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RefusedOpenerUnlocks.class,
                FailedOpenerDeletes.class,
                FailedOpenerKeepsLock.class,
                ReadOnlyWrites.class,
                ReadOnlyTakesWrites.class,
                ReadersNotCounted.class
            })
    void failsAWrongStoreByItsOpeners(Class<?> kit) {
        List<String> failures = KitRun.racing(kit, "Openers").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                DocumentWithoutSequence.class,
                LastDocumentDropped.class,
                DocumentsOrderedByUtf16.class,
                DocumentsErasedWithNamespace.class,
                RefusedDocumentRemoves.class,
                DocumentNotCopied.class,
                RemoveOfNoDocumentStored.class,
                ReplacedDocumentStaysInFile.class
            })
    void failsAWrongStoreByItsDocuments(Class<?> kit) {
        List<String> failures = KitRun.of(kit, "Documents").failures();

        assertThat(failures).as("failures of %s", kit.getSimpleName()).isNotEmpty();
    }

    @ExtendWith(StopAfterFailure.class)
    abstract static class ListStoreKit extends TrajectoryStoreConformance {
        private final TrajectoryStoreProvider provider;

        ListStoreKit(StoreFault fault, boolean persistent) {
            provider = new ListStoreProvider(fault, persistent);
        }

        @Override
        protected TrajectoryStoreProvider provider() {
            return provider;
        }

        @Override
        protected Budget budget() {
            return Budget.ofMillis(200);
        }
    }

    static final class RightStoreConformanceTest extends ListStoreKit {
        RightStoreConformanceTest() {
            super(StoreFault.NONE, true);
        }
    }

    static final class RightMemoryStoreConformanceTest extends ListStoreKit {
        RightMemoryStoreConformanceTest() {
            super(StoreFault.NONE, false);
        }
    }

    static final class LastRecordDropped extends ListStoreKit {
        LastRecordDropped() {
            super(StoreFault.LAST_RECORD_DROPPED, true);
        }
    }

    static final class EqualTimesSwapped extends ListStoreKit {
        EqualTimesSwapped() {
            super(StoreFault.EQUAL_TIMES_SWAPPED, true);
        }
    }

    static final class TombstoneLost extends ListStoreKit {
        TombstoneLost() {
            super(StoreFault.TOMBSTONE_LOST, true);
        }
    }

    static final class KeysAlias extends ListStoreKit {
        KeysAlias() {
            super(StoreFault.KEYS_ALIAS, true);
        }
    }

    static final class CoordinatesRounded extends ListStoreKit {
        CoordinatesRounded() {
            super(StoreFault.COORDINATES_ROUNDED, true);
        }
    }

    static final class ContiguousLies extends ListStoreKit {
        ContiguousLies() {
            super(StoreFault.CONTIGUOUS_LIES, true);
        }
    }

    static final class FirstRepeatKept extends ListStoreKit {
        FirstRepeatKept() {
            super(StoreFault.FIRST_REPEAT_KEPT, true);
        }
    }

    static final class RepeatsKept extends ListStoreKit {
        RepeatsKept() {
            super(StoreFault.REPEATS_KEPT, true);
        }
    }

    static final class SequencesReused extends ListStoreKit {
        SequencesReused() {
            super(StoreFault.SEQUENCES_REUSED, true);
        }
    }

    static final class RangeEndExcluded extends ListStoreKit {
        RangeEndExcluded() {
            super(StoreFault.RANGE_END_EXCLUDED, true);
        }
    }

    static final class OrderOverflows extends ListStoreKit {
        OrderOverflows() {
            super(StoreFault.ORDER_OVERFLOWS, true);
        }
    }

    static final class RawCoordinatesInScan extends ListStoreKit {
        RawCoordinatesInScan() {
            super(StoreFault.RAW_COORDINATES_IN_SCAN, true);
        }
    }

    static final class BatchTorn extends ListStoreKit {
        BatchTorn() {
            super(StoreFault.BATCH_TORN, true);
        }
    }

    static final class NotLocked extends ListStoreKit {
        NotLocked() {
            super(StoreFault.NOT_LOCKED, true);
        }
    }

    static final class OpenAfterClose extends ListStoreKit {
        OpenAfterClose() {
            super(StoreFault.OPEN_AFTER_CLOSE, true);
        }
    }

    static final class ErasedStaysInFile extends ListStoreKit {
        ErasedStaysInFile() {
            super(StoreFault.ERASED_STAYS_IN_FILE, true);
        }
    }

    static final class HorizonTooShort extends ListStoreKit {
        HorizonTooShort() {
            super(StoreFault.HORIZON_TOO_SHORT, true);
        }
    }

    static final class MadeAtLost extends ListStoreKit {
        MadeAtLost() {
            super(StoreFault.MADE_AT_LOST, true);
        }
    }

    static final class OwnClockDecides extends ListStoreKit {
        OwnClockDecides() {
            super(StoreFault.OWN_CLOCK_DECIDES, true);
        }
    }

    static final class NumberKeptAtErase extends ListStoreKit {
        NumberKeptAtErase() {
            super(StoreFault.NUMBER_KEPT_AT_ERASE, true);
        }
    }

    static final class ForgottenDeleteWins extends ListStoreKit {
        ForgottenDeleteWins() {
            super(StoreFault.FORGOTTEN_DELETE_WINS, true);
        }
    }

    static final class ReadMakesObject extends ListStoreKit {
        ReadMakesObject() {
            super(StoreFault.READ_MAKES_OBJECT, true);
        }
    }

    static final class EraseOfNothingStored extends ListStoreKit {
        EraseOfNothingStored() {
            super(StoreFault.ERASE_OF_NOTHING_STORED, true);
        }
    }

    static final class EveryEventBegins extends ListStoreKit {
        EveryEventBegins() {
            super(StoreFault.EVERY_EVENT_BEGINS, true);
        }
    }

    static final class DeleteInBatchIsPosition extends ListStoreKit {
        DeleteInBatchIsPosition() {
            super(StoreFault.DELETE_IN_BATCH_IS_POSITION, true);
        }
    }

    static final class NumberOfAnotherTrusted extends ListStoreKit {
        NumberOfAnotherTrusted() {
            super(StoreFault.NUMBER_OF_ANOTHER_TRUSTED, true);
        }
    }

    static final class CancellationIgnored extends ListStoreKit {
        CancellationIgnored() {
            super(StoreFault.CANCELLATION_IGNORED, true);
        }
    }

    static final class CopyCarriesLaterErases extends ListStoreKit {
        CopyCarriesLaterErases() {
            super(StoreFault.COPY_CARRIES_LATER_ERASES, true);
        }
    }

    static final class CopyOfTwoMoments extends ListStoreKit {
        CopyOfTwoMoments() {
            super(StoreFault.COPY_OF_TWO_MOMENTS, true);
        }
    }

    static final class CopyForgetsSequence extends ListStoreKit {
        CopyForgetsSequence() {
            super(StoreFault.COPY_FORGETS_SEQUENCE, true);
        }
    }

    static final class EraseByRange extends ListStoreKit {
        EraseByRange() {
            super(StoreFault.ERASE_BY_RANGE, true);
        }
    }

    static final class MergeResurrects extends ListStoreKit {
        MergeResurrects() {
            super(StoreFault.MERGE_RESURRECTS, true);
        }
    }

    static final class CursorRepeats extends ListStoreKit {
        CursorRepeats() {
            super(StoreFault.CURSOR_REPEATS, true);
        }

        @Override
        protected Budget budget() {
            return Budget.ofMillis(3_000);
        }
    }

    static final class CursorMisses extends ListStoreKit {
        CursorMisses() {
            super(StoreFault.CURSOR_MISSES, false);
        }

        @Override
        protected Budget budget() {
            return Budget.ofMillis(3_000);
        }
    }

    static final class CurrentDropped extends ListStoreKit {
        CurrentDropped() {
            super(StoreFault.CURRENT_DROPPED, false);
        }
    }

    static final class NumbersReused extends ListStoreKit {
        NumbersReused() {
            super(StoreFault.NUMBERS_REUSED, true);
        }
    }

    static final class LateRecordReversesEquals extends ListStoreKit {
        LateRecordReversesEquals() {
            super(StoreFault.LATE_RECORD_REVERSES_EQUALS, true);
        }
    }

    static final class RefusedBatchStays extends ListStoreKit {
        RefusedBatchStays() {
            super(StoreFault.REFUSED_BATCH_STAYS, true);
        }
    }

    static final class ManyErasesRefused extends ListStoreKit {
        ManyErasesRefused() {
            super(StoreFault.MANY_ERASES_REFUSED, true);
        }
    }

    static final class ObjectsInTwoBytes extends ListStoreKit {
        ObjectsInTwoBytes() {
            super(StoreFault.OBJECTS_IN_TWO_BYTES, true);
        }

        @Override
        protected Budget budget() {
            return Budget.ofMillis(10_000); // as much as 65,536 objects may take; they end the loop
        }
    }

    static final class RefusedOpenerUnlocks extends ListStoreKit {
        RefusedOpenerUnlocks() {
            super(StoreFault.REFUSED_OPENER_UNLOCKS, true);
        }
    }

    static final class FailedOpenerDeletes extends ListStoreKit {
        FailedOpenerDeletes() {
            super(StoreFault.FAILED_OPENER_DELETES, true);
        }
    }

    static final class FailedOpenerKeepsLock extends ListStoreKit {
        FailedOpenerKeepsLock() {
            super(StoreFault.FAILED_OPENER_KEEPS_LOCK, true);
        }
    }

    static final class ReadOnlyWrites extends ListStoreKit {
        ReadOnlyWrites() {
            super(StoreFault.READ_ONLY_WRITES, true);
        }
    }

    static final class ReadOnlyTakesWrites extends ListStoreKit {
        ReadOnlyTakesWrites() {
            super(StoreFault.READ_ONLY_TAKES_WRITES, true);
        }
    }

    static final class ReadersNotCounted extends ListStoreKit {
        ReadersNotCounted() {
            super(StoreFault.READERS_NOT_COUNTED, true);
        }
    }

    static final class DocumentWithoutSequence extends ListStoreKit {
        DocumentWithoutSequence() {
            super(StoreFault.DOCUMENT_WITHOUT_SEQUENCE, true);
        }
    }

    static final class LastDocumentDropped extends ListStoreKit {
        LastDocumentDropped() {
            super(StoreFault.LAST_DOCUMENT_DROPPED, true);
        }
    }

    static final class DocumentsOrderedByUtf16 extends ListStoreKit {
        DocumentsOrderedByUtf16() {
            super(StoreFault.DOCUMENTS_ORDERED_BY_UTF16, true);
        }
    }

    static final class DocumentsErasedWithNamespace extends ListStoreKit {
        DocumentsErasedWithNamespace() {
            super(StoreFault.DOCUMENTS_ERASED_WITH_NAMESPACE, true);
        }
    }

    static final class RefusedDocumentRemoves extends ListStoreKit {
        RefusedDocumentRemoves() {
            super(StoreFault.REFUSED_DOCUMENT_REMOVES, true);
        }
    }

    static final class DocumentNotCopied extends ListStoreKit {
        DocumentNotCopied() {
            super(StoreFault.DOCUMENT_NOT_COPIED, true);
        }
    }

    static final class RemoveOfNoDocumentStored extends ListStoreKit {
        RemoveOfNoDocumentStored() {
            super(StoreFault.REMOVE_OF_NO_DOCUMENT_STORED, true);
        }
    }

    static final class ReplacedDocumentStaysInFile extends ListStoreKit {
        ReplacedDocumentStaysInFile() {
            super(StoreFault.REPLACED_DOCUMENT_STAYS_IN_FILE, true);
        }
    }

    static final class CopyOfLaterDocuments extends ListStoreKit {
        CopyOfLaterDocuments() {
            super(StoreFault.COPY_OF_LATER_DOCUMENTS, true);
        }
    }
}
