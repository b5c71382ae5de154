package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;

/** Reads every page and every checksum of a file, in steps. One thread at a time. */
final class FileCheck {
    private static final int MAX_PROBLEMS = 1_000;

    private final List<String> problems = new ArrayList<>();
    private final PageWalk<Integer> names = new PageWalk<>(
            (key, value) -> test("map=name object=" + key, () -> NameFormat.decode(key, value)), this::damaged);
    private final PageWalk<RowKey> rows = new PageWalk<>(
            (key, value) -> test("map=row key=" + key, () -> RowFormat.check(key, value)), this::damaged);
    private final PageWalk<DayKey> days =
            new PageWalk<>((key, value) -> test("map=day key=" + key, () -> DayBox.decode(key, value)), this::damaged);
    private final PageWalk<Integer> lasts = new PageWalk<>(
            (key, value) ->
                    test("map=last object=" + key, () -> RowFormat.decodeLast(new ObjectName(key, "", ""), value)),
            this::damaged);
    private int stage;

    /** Reads all at once. */
    static List<String> all(MvFile file) {
        FileCheck check = new FileCheck();
        boolean more = true;
        while (more) {
            more = check.step(file);
        }
        return check.problems();
    }

    /** Reads some more; false at the end. */
    boolean step(MvFile file) {
        boolean more =
                switch (stage) {
                    case 0 -> step(names, file.name);
                    case 1 -> step(rows, file.row);
                    case 2 -> step(days, file.day);
                    default -> step(lasts, file.last);
                };
        if (!more) {
            stage++;
        }
        return stage < 4;
    }

    private static <K extends Comparable<K>> boolean step(PageWalk<K> walk, MVMap<K, byte[]> map) {
        return walk.step(map, TrackReader.MAX_STEP);
    }

    private void test(String what, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException e) {
            damaged(what, e);
        }
    }

    private void damaged(String what, Throwable e) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(MvFile.FILE_NAME + " " + what + ": " + e.getMessage());
        }
    }

    long records() {
        return rows.count();
    }

    List<String> problems() {
        return problems;
    }
}
