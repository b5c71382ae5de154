package io.spatio.cli.importing;

import io.spatio.EventTransfer;
import io.spatio.Namespace;
import io.spatio.Update;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Texts;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.Place;
import io.spatio.formats.track.TrackRecord;
import java.io.IOException;
import java.util.Optional;

/** Stores the records of files and reports those that are bad. One thread. */
final class Importer {
    /** A file of which that many rows were read and none taken is read with a wrong option. */
    private static final int HOPELESS = 1_000;

    private final Namespace namespace;
    private final Invocation invocation;
    private final Stops stops;
    private final Progress progress;
    private final ImportCounts counts = new ImportCounts();
    private final Complaints complaints;

    Importer(Namespace namespace, Invocation invocation, Stops stops, Progress progress) {
        this.namespace = namespace;
        this.invocation = invocation;
        this.stops = stops;
        this.progress = progress;
        this.complaints = new Complaints(text -> progress.interrupted(() -> invocation.complain(text)));
    }

    /**
     * What ends an import before the end of its files.
     *
     * @param strict whether the first bad row does
     * @param keepGoing whether many rows of which none was taken do not
     */
    record Stops(boolean strict, boolean keepGoing) {}

    ImportCounts counts() {
        return counts;
    }

    /** Stores the records of one file. */
    void take(TrackFile file) throws BadRow {
        file.reader().choices().forEach(choice -> invocation.note(file.name() + ": " + choice));
        Batch batch = new Batch(
                namespace, counts, (place, row, reason) -> reject(file, place, "id=" + row.objectId(), reason));
        long takenBefore = counts.taken();
        long rejectedBefore = counts.rejected();
        Place place = Place.ofLine(1);
        try {
            for (Optional<TrackRecord> next = file.reader().next();
                    next.isPresent();
                    next = file.reader().next()) {
                place = next.get().place();
                take(file, batch, next.get());
                progress.at(file.bytesRead());
                if (counts.taken() == takenBefore && batch.isEmpty()) {
                    requireHope(file, counts.rejected() - rejectedBefore);
                }
            }
        } catch (IOException e) {
            throw Failure.io("cannot read " + file.name() + " after line " + place.line(), e);
        } catch (FileFormatException e) {
            throw TrackFile.refused(file.name(), e);
        } finally {
            batch.store();
            complaints.finish();
        }
        file.reader().remarks().forEach(remark -> invocation.note(file.name() + ": " + remark));
        invocation.note(file.name() + ": " + Texts.count(counts.taken() - takenBefore) + " rows taken");
    }

    private void take(TrackFile file, Batch batch, TrackRecord record) throws BadRow {
        if (record instanceof TrackRecord.Fix fix) {
            batch.add(fix.place(), Update.of(fix.objectId(), fix.position(), fix.metadata(), fix.timestamp()));
        } else if (record instanceof TrackRecord.Delete delete) {
            delete(file, batch, delete);
        } else if (record instanceof TrackRecord.WithoutPosition) {
            counts.countWithoutPosition();
        } else if (record instanceof TrackRecord.Rejected bad) {
            reject(file, bad.place(), bad.value(), bad.reason());
        }
    }

    /** What stands before a delete is stored before it, because their order counts. */
    private void delete(TrackFile file, Batch batch, TrackRecord.Delete delete) throws BadRow {
        batch.store();
        if (!(namespace instanceof EventTransfer history)) {
            throw Failure.error("this database does not take deletes as rows");
        }
        try {
            history.putDelete(delete.objectId(), delete.timestamp(), Optional.ofNullable(delete.madeAt()));
            counts.countDelete();
        } catch (IllegalArgumentException e) {
            reject(file, delete.place(), "id=" + delete.objectId(), String.valueOf(e.getMessage()));
        }
    }

    private void reject(TrackFile file, Place place, String value, String reason) throws BadRow {
        counts.reject();
        String where = file.name() + ":" + place;
        complaints.rejected(where, value, reason);
        if (stops.strict()) {
            throw new BadRow(where);
        }
    }

    /** Of the file none was taken yet. */
    private void requireHope(TrackFile file, long rejected) {
        boolean hopeless = rejected >= HOPELESS && complaints.haveOneReason() && !stops.keepGoing();
        if (hopeless) {
            throw Failure.error(file.name() + ": of the first " + Texts.count(rejected)
                    + " rows none was taken, all for one reason, the last time: " + complaints.lastReason()
                    + " (--keep-going reads on all the same)");
        }
    }
}
