package io.spatio.store.log.segment;

import io.spatio.Identifiers;
import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Reads all of a segment and notes what is wrong. One thread, once. */
final class SegmentVerifier {
    private final SegmentReader reader;
    private final SegmentFile file;
    private final List<String> problems = new ArrayList<>();
    private long rows;

    SegmentVerifier(SegmentReader reader, SegmentFile file) {
        this.reader = reader;
        this.file = file;
    }

    Maintenance.Verification verify() {
        try {
            verifyPages();
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        try {
            verifyNames();
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        return new Maintenance.Verification(1, file.size(), rows, problems);
    }

    private void verifyPages() {
        PageIndex index = reader.index();
        PageLoader loader = reader.loader(damage -> problems.add(damage.getMessage()));
        for (int number = 0; number < index.pages(); number++) {
            if (loader.load(number)) {
                rows += loader.page().rows();
                if (!isInOrder(loader.page()) || !index.tellsOf(loader.page(), number)) {
                    problems.add("segment is damaged: file=" + file.path() + " " + loader.describe(number)
                            + ": rows are not what the index tells, or out of order");
                }
            }
        }
    }

    private static boolean isInOrder(Page page) {
        for (int run = 0; run < page.runs.count(); run++) {
            for (int row = page.runs.start(run) + 1; row < page.runs.start(run + 1); row++) {
                if (page.timestamps[row] < page.timestamps[row - 1]) {
                    return false;
                }
            }
        }
        return true;
    }

    private void verifyNames() {
        ObjectDictionary.Names names = reader.dictionary().namesFrom(0);
        String namespace = "";
        String objectId = "";
        while (names.next()) {
            int order = Identifiers.compare(names.namespace(), namespace);
            if (order < 0 || (order == 0 && Identifiers.compare(names.objectId(), objectId) <= 0)) {
                problems.add("segment is damaged: file=" + file.path() + " section=dictionary: names are out of order:"
                        + " object=" + names.object());
            }
            namespace = names.namespace();
            objectId = names.objectId();
        }
    }
}
