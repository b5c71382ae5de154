package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A salvage changes nothing without a word: what it cannot know to be whole it keeps as it was. */
class SalvageTest {
    private static final int EVENTS = 60;
    private static final int CUT_BYTES = 4096;

    @TempDir
    private Path directory;

    private static MvTrajectoryStore salvage(Path home, boolean readOnly) {
        StoreContext context = StoreContext.in(home).withSalvage(true).withReadOnly(readOnly);
        return MvTrajectoryStore.open(MvStores.options(Durability.NEVER), context);
    }

    private static long lastSequence(MvTrajectoryStore store) {
        return (Long) store.stats().details().get("last-sequence");
    }

    /** A database that was closed, with a version for each of its events. */
    private Path written() throws IOException {
        Path home = Files.createDirectory(directory.resolve("written"));
        try (MvTrajectoryStore store = MvStores.open(home)) {
            for (int i = 1; i <= EVENTS; i++) {
                StoreAppends.position(store, "n", "o", i, i, 0, Double.NaN, Event.NO_METADATA);
                store.sync();
            }
        }
        return home;
    }

    /** The same without LOCK, cut to the longest length of which H2 opens an older version. */
    private Path cutToAnOlderVersion(byte[] whole) throws IOException {
        Path cut = Files.createDirectory(directory.resolve("cut"));
        for (int length = whole.length - CUT_BYTES; length > 0; length -= CUT_BYTES) {
            Files.write(cut.resolve(MvFile.FILE_NAME), Arrays.copyOf(whole, length));
            Files.deleteIfExists(cut.resolve(StoreLock.FILE_NAME));
            try (MvTrajectoryStore store = MvTrajectoryStore.open(
                    MvStores.options(Durability.NEVER), StoreContext.in(cut).withReadOnly(true))) {
                if (lastSequence(store) < EVENTS) {
                    return cut;
                }
            } catch (StoreCorruptException e) {
                assertThat(e).hasMessageContaining("path=");
            }
        }
        throw new AssertionError("no length gave an older version");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCutFileWhoseLockIsLostIsKeptAsItWas(boolean readOnly) throws IOException {
        Path home = cutToAnOlderVersion(Files.readAllBytes(written().resolve(MvFile.FILE_NAME)));
        byte[] cut = Files.readAllBytes(home.resolve(MvFile.FILE_NAME));
        Path kept = home.resolve("quarantine").resolve("1-" + MvFile.FILE_NAME);
        try (MvTrajectoryStore store = salvage(home, readOnly)) {
            List<String> told = store.stats().recovery();
            assertThat(told).hasSize(1);
            assertThat(told.get(0))
                    .contains("sound up to sequence=" + lastSequence(store))
                    .contains(readOnly ? home.resolve(MvFile.FILE_NAME).toString() : kept.toString());
        }
        assertThat(Files.readAllBytes(readOnly ? home.resolve(MvFile.FILE_NAME) : kept))
                .isEqualTo(cut);
        assertThat(Files.exists(kept)).isEqualTo(!readOnly);
    }

    @Test
    void aFileThatIsWhatItsLastCloseLeftIsOpenedWithoutAWord() throws IOException {
        Path home = written();
        for (int i = 0; i < 2; i++) {
            try (MvTrajectoryStore store = salvage(home, false)) {
                assertThat(store.stats().recovery()).isEmpty();
                assertThat(lastSequence(store)).isEqualTo(EVENTS);
            }
        }
        assertThat(home.resolve("quarantine")).doesNotExist();
    }

    @Test
    void aNewStoreIsNoLostOne() throws IOException {
        Path home = Files.createDirectory(directory.resolve("new"));
        try (MvTrajectoryStore store = salvage(home, false)) {
            assertThat(store.stats().recovery()).isEmpty();
        }
        assertThat(home.resolve("quarantine")).doesNotExist();
    }

    @Test
    void whatWasWrittenAfterTheLastCloseIsKeptAsItWas() throws IOException {
        Path home = written();
        Path killed = Files.createDirectory(directory.resolve("killed"));
        try (MvTrajectoryStore store = MvStores.open(home)) {
            StoreAppends.position(store, "n", "o", EVENTS, 1, 1, Double.NaN, Event.NO_METADATA);
            store.sync();
            Files.copy(home.resolve(MvFile.FILE_NAME), killed.resolve(MvFile.FILE_NAME));
            Files.copy(home.resolve(StoreLock.FILE_NAME), killed.resolve(StoreLock.FILE_NAME));
        }
        byte[] before = Files.readAllBytes(killed.resolve(MvFile.FILE_NAME));
        try (MvTrajectoryStore store = salvage(killed, false)) {
            assertThat(store.stats().recovery())
                    .singleElement()
                    .asString()
                    .contains("sound up to sequence=" + (EVENTS + 1))
                    .contains("the close at sequence=" + EVENTS);
        }
        assertThat(killed.resolve("quarantine").resolve("1-" + MvFile.FILE_NAME))
                .hasBinaryContent(before);
    }

    @Test
    void noLineOfASalvageAdvisesASalvage() throws IOException {
        Path home = written();
        byte[] bytes = Files.readAllBytes(home.resolve(MvFile.FILE_NAME));
        Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0);
        Files.write(home.resolve(MvFile.FILE_NAME), bytes);
        try (MvTrajectoryStore store = salvage(home, false)) {
            assertThat(store.stats().recovery())
                    .isNotEmpty()
                    .noneMatch(told -> told.contains("open with salvage"))
                    .noneMatch(told -> told.contains("Exception"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLockThatIsADanglingLinkIsNamedAsOne(boolean readOnly) throws IOException {
        Path home = written();
        Path gone = directory.resolve("gone");
        Path lock = home.resolve(StoreLock.FILE_NAME);
        Files.delete(lock);
        Files.createSymbolicLink(lock, gone);
        StoreContext context = StoreContext.in(home).withReadOnly(readOnly);
        assertThatThrownBy(() -> MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, context))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("LOCK is a symbolic link to " + gone + ", which does not exist");
        assertThat(gone).doesNotExist();
    }
}
