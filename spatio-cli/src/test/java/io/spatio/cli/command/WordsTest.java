package io.spatio.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.error.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What went wrong, in words")
class WordsTest {
    @Test
    void aCauseThatIsQuotedByItsClassIsPutIntoWords() {
        FileSystemException full = new FileSystemException("/db/a.log", null, "No space left on device");
        assertThat(Words.of(new StoreException("compaction broke off: " + full, full)))
                .isEqualTo("compaction broke off: /db/a.log: No space left on device");
        AccessDeniedException denied = new AccessDeniedException("/db");
        assertThat(Words.of(new StoreException("cannot use directory /db: " + denied, denied)))
                .isEqualTo("cannot use directory /db: permission denied");
        NoSuchFileException missing = new NoSuchFileException("/db/b");
        StoreException inner = new StoreException("no lock: " + missing, missing);
        assertThat(Words.of(new StoreException("not open: cause=" + inner, inner)))
                .isEqualTo("not open: cause=no lock: /db/b: it does not exist");
    }

    @Test
    void aBareFaultOfAFileSaysFileAndReason() {
        assertThat(Words.of(new UncheckedIOException(new DirectoryNotEmptyException("/d"))))
                .isEqualTo("/d: it is a directory that is not empty");
        assertThat(Words.of(new IOException("Input/output error"))).isEqualTo("Input/output error");
        assertThat(Words.of(new EOFException())).isEqualTo("it ends too early: was it cut off?");
        assertThat(Words.of(new FileSystemException("/f"))).isEqualTo("/f: the operating system refuses it");
        assertThat(Words.of(new NullPointerException())).isEqualTo("no reason was given");
    }

    @Test
    void findingsTellTimesAndNoClasses() {
        assertThat(Words.finding("page=1 timestampMicros=1714564800000000..1714564801500000 rows=5"))
                .isEqualTo("page=1 timestamp=2024-05-01T12:00:00Z..2024-05-01T12:00:01.500Z rows=5");
        assertThat(Words.finding("fromMicros=-1 toMicros=0"))
                .isEqualTo("from=1969-12-31T23:59:59.999999Z to=1970-01-01T00:00:00Z");
        assertThat(Words.finding("5 of 9 rows are lost, times 0..1000000 µs since 1970 are incomplete"))
                .isEqualTo("5 of 9 rows are lost, times 1970-01-01T00:00:00Z..1970-01-01T00:00:01Z are incomplete");
        assertThat(Words.finding("map=rows cannot be read: org.h2.mvstore.MVStoreException: Chunk 5 not found"))
                .isEqualTo("map=rows cannot be read: Chunk 5 not found");
        assertThat(Words.finding("object=ArrayIndexOutOfBoundsException stays")).contains("IndexOutOf");
    }

    @Test
    void tooLittleHeapSaysWhatToDo() {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        for (Throwable told : List.of(
                error,
                new StoreException("sealing fails: " + error, error),
                new StoreException("an earlier write failed: cause=" + error))) {
            assertThat(Words.of(told)).contains("is too small: give Java more").doesNotContain("Java heap space");
        }
    }

    @Test
    void readingAloneIsOfferedWhereWritingIsForbidden() {
        assertThat(OpenDatabase.isForbidden(new StoreException("x", new AccessDeniedException("/db"))))
                .isTrue();
        assertThat(OpenDatabase.isForbidden(
                        new StoreException("x", new FileSystemException("/db", null, "Read-only file system"))))
                .isTrue();
        assertThat(OpenDatabase.isForbidden(new StoreException("x", new NoSuchFileException("/db"))))
                .isFalse();
        assertThat(OpenDatabase.isForbidden(new StoreException("x"))).isFalse();
    }
}
