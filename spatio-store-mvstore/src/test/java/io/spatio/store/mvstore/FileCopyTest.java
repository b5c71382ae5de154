package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of one file is the same file each time, and tells the same. */
class FileCopyTest {
    private static final int OBJECTS = 40;

    @TempDir
    private Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    /** Objects of which only the names and the greatest events are left. */
    private MvFile withoutBlocks() {
        MvFile file = MvFile.create(directory.resolve("damaged"), disk);
        for (int number = 1; number <= OBJECTS; number++) {
            ObjectName name = new ObjectName(number, "n", "o" + number);
            Event event = new Event(
                    name, number, number, Event.Kind.POSITION, 1, 2, Double.NaN, Event.NO_METADATA, Event.Origin.PLAIN);
            file.name.put(number, NameFormat.encode(name));
            file.last.put(number, LastFormat.encode(new LastFormat.Last(event, OBJECTS)));
        }
        return file;
    }

    @Test
    void objectsOfWhichOnlyTheGreatestEventIsLeftAreRestoredInTheOrderOfTheirNumbers() {
        List<String> told = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int number = 1; number <= OBJECTS; number++) {
            expected.add("map=block " + new ObjectName(number, "n", "o" + number) + " has no events");
        }
        try (MvFile source = withoutBlocks();
                MvFile target = MvFile.create(directory.resolve("copy"), disk)) {
            FileCopy.copy(FileCopy.Source.of(source, OBJECTS), target, (what, cause) -> told.add(what));
            assertThat(told).isEqualTo(expected);
            assertThat(target.block.sizeAsLong()).isEqualTo(OBJECTS);
            assertThat(FileCheck.all(target).problems()).isEmpty();
        }
    }
}
