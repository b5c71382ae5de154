package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong in a directory: refused, or when salvaging told, with the damaged bytes put aside. One thread. */
final class Findings {
    private static final Pattern ADVICE = Pattern.compile("; (?:restore |copy again|open (?:with|in) salvage)[^;]*");

    private final boolean salvage;
    private final boolean readOnly;
    private final boolean acceptUnerased;
    private final Quarantine quarantine;
    private final List<String> report = new ArrayList<>();
    private boolean rebuilt;
    private long objectsSealed;

    Findings(boolean salvage, boolean acceptUnerased, boolean readOnly, Quarantine quarantine) {
        this.salvage = salvage;
        this.readOnly = readOnly;
        this.acceptUnerased = acceptUnerased;
        this.quarantine = quarantine;
    }

    boolean isSalvage() {
        return salvage;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Notes that the manifest was lost, and how many objects the segments hold that were found. */
    void rebuilt(long objects) {
        rebuilt = true;
        objectsSealed = objects;
    }

    /** Whether the manifest was lost. */
    boolean isRebuilt() {
        return rebuilt;
    }

    /** How many objects the segments that were found hold, counted in each. */
    long objectsSealed() {
        return objectsSealed;
    }

    /** Goes on only when salvaging. */
    void refuseUnlessSalvaging(StoreCorruptException damage) {
        if (!salvage) {
            throw damage;
        }
        tell(damage);
    }

    /**
     * Goes on only when salvaging, and when that may bring erased objects back.
     *
     * @param damage what makes it that nobody knows which these are
     * @param objects how many, as it is told
     */
    void refuseUnlessUnerasedIsAccepted(StoreCorruptException damage, String objects) {
        refuseUnlessSalvaging(damage);
        String told = objects + " may come back that were erased, because what tells which they are is lost";
        if (!acceptUnerased) {
            throw new StoreCorruptException(
                    said(damage) + "; " + told
                            + ": restore a backup, or open with salvage and accept-unerased to go on",
                    damage);
        }
        tell(told);
    }

    void tell(StoreCorruptException damage) {
        tell(said(damage));
    }

    /** What is wrong, without the advice to do what is being done. */
    static String said(StoreCorruptException damage) {
        return withoutAdvice(String.valueOf(damage.getMessage()));
    }

    /** The same of what a verification found. */
    static String withoutAdvice(String problem) {
        return ADVICE.matcher(problem).replaceAll("");
    }

    void tell(String finding) {
        report.add(finding);
    }

    /** Copies a file from an offset on to quarantine, and returns where to, as it is told. */
    String putAside(Path file, long offset) throws IOException {
        return quarantine.copy(file, offset);
    }

    /** All that was told. */
    List<String> report() {
        return List.copyOf(report);
    }
}
