package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Why a file could not be used")
class FileFaultsTest {
    @Test
    void isSaidInWordsAndWithoutTheFile() {
        assertThat(FileFaults.reason(new AccessDeniedException("/db"))).isEqualTo("permission denied");
        assertThat(FileFaults.reason(new NoSuchFileException("/db"))).isEqualTo("it does not exist");
        assertThat(FileFaults.reason(new FileAlreadyExistsException("/db"))).isEqualTo("it exists already");
        assertThat(FileFaults.reason(new NotDirectoryException("/db"))).isEqualTo("it is not a directory");
        assertThat(FileFaults.reason(new FileSystemException("/db"))).isEqualTo("the operating system refuses it");
        assertThat(FileFaults.reason(new FileSystemException("/db", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileFaults.reason(new FileNotFoundException("/db (Is a directory)")))
                .isEqualTo("Is a directory");
        assertThat(FileFaults.reason(new EOFException())).isEqualTo("it ends too early: was it cut off?");
        assertThat(FileFaults.reason(new IOException())).isEqualTo("no reason was given");
    }

    @Test
    void namesTheFileWhereTheSentenceNamesAnother() {
        Path db = Path.of("/db");
        assertThat(FileFaults.reason(new AccessDeniedException("/db"), db)).isEqualTo("permission denied");
        assertThat(FileFaults.reason(new AccessDeniedException("/db/SPATIO"), db))
                .isEqualTo("/db/SPATIO: permission denied");
        assertThat(FileFaults.reason(new IOException("Input/output error"), db)).isEqualTo("Input/output error");
    }
}
