package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;

/** Reads every page and every checksum of a file, in steps. One thread at a time. */
final class FileCheck {
    private static final int MAX_PROBLEMS = 1_000;
    private static final int STAGES = 6;
    /** Each may have 16 MiB. */
    private static final int DOCUMENTS_A_STEP = 4;

    private final List<String> problems = new ArrayList<>();
    private final PageWalk<Integer> names = new PageWalk<>(
            (key, value) -> test("map=name object=" + key, () -> NameFormat.decode(key, value)), this::damaged);
    private final PageWalk<Long> tails = new PageWalk<>(
            (key, value) -> test("map=tail sequence=" + key, () -> TailFormat.decode(key, value, FileCheck::unnamed)),
            this::damaged);
    private final PageWalk<RowKey> blocks =
            new PageWalk<>((key, value) -> test("map=block key=" + key, () -> block(key, value)), this::damaged);
    private final PageWalk<Integer> lasts = new PageWalk<>(
            (key, value) -> test("map=last object=" + key, () -> LastFormat.decode(unnamed(key), value)),
            this::damaged);
    private final PageWalk<Long> documents = new PageWalk<>(
            (key, value) -> test("map=document sequence=" + key, () -> DocumentFormat.decodeKey(key, value)),
            this::damaged);
    private final PageWalk<Long> contents = new PageWalk<>(
            (key, value) -> test("map=content sequence=" + key, () -> DocumentFormat.decode(key, value)),
            this::damaged);
    private int stage;
    private long records;

    private void block(RowKey key, byte[] value) {
        records += Block.of(key, value).count();
        Block.unpack(unnamed(key.object()), key, value);
    }

    private static ObjectName unnamed(int number) {
        return new ObjectName(number, "", "");
    }

    /** Reads all at once. */
    static FileCheck all(MvFile file) {
        FileCheck check = new FileCheck();
        boolean more = true;
        while (more) {
            more = check.step(file);
        }
        return check;
    }

    /** Reads some more; false at the end. */
    boolean step(MvFile file) {
        boolean more =
                switch (stage) {
                    case 0 -> step(names, file.name);
                    case 1 -> step(tails, file.tailMap);
                    case 2 -> step(blocks, file.block);
                    case 3 -> step(lasts, file.last);
                    case 4 -> documents.step(file.document, DOCUMENTS_A_STEP);
                    default -> contents.step(file.content, DOCUMENTS_A_STEP);
                };
        if (!more) {
            records += stage == 1 ? file.tail.size() : 0;
            stage++;
        }
        return stage < STAGES;
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
            problems.add(MvFile.FILE_NAME + " " + what + ": " + Faults.why(e));
        }
    }

    /** The events that could be read. */
    long records() {
        return records;
    }

    /** The documents that were found. */
    long documents() {
        return contents.count();
    }

    List<String> problems() {
        return problems;
    }
}
