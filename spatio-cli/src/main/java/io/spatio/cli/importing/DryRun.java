package io.spatio.cli.importing;

import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Texts;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.TrackRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells how each file would be read: the columns and why, the first records, what would be refused. Stores nothing. */
final class DryRun {
    private static final int FIRST = 3;
    private static final int MOST_IDS = 100_000;

    private final Invocation invocation;
    private final TrackFile file;
    private final Complaints complaints;
    private final List<String> first = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private long positions;
    private long deletes;
    private long withoutPosition;
    private long rejected;

    private DryRun(Invocation invocation, TrackFile file) {
        this.invocation = invocation;
        this.file = file;
        this.complaints = new Complaints(invocation::complain);
    }

    /** Reads all files; exit code 1 where a record would be refused. */
    static int tell(Invocation invocation, Inputs inputs) {
        if (invocation.format() == Format.JSON && inputs.paths().size() > 1) {
            throw Failure.usage("--dry-run takes one file where the answer is JSON, which is one line");
        }
        boolean allTaken = true;
        for (int i = 0; i < inputs.paths().size(); i++) {
            try (TrackFile file = inputs.open(i)) {
                DryRun run = new DryRun(invocation, file);
                run.readAll();
                allTaken &= run.rejected == 0;
            } catch (IOException e) {
                throw Failure.io("cannot read " + inputs.name(i), e);
            }
        }
        return allTaken ? ExitCode.OK : ExitCode.ERROR;
    }

    private void readAll() throws IOException {
        List<String> understood = new ArrayList<>(file.reader().choices());
        try {
            for (Optional<TrackRecord> next = file.reader().next();
                    next.isPresent();
                    next = file.reader().next()) {
                count(next.get());
            }
        } catch (FileFormatException e) {
            throw TrackFile.refused(file.name(), e);
        }
        complaints.finish();
        understood.addAll(file.reader().remarks());
        invocation
                .output()
                .facts(new Facts()
                        .with("file", file.name())
                        .with("format", file.reader().format().word())
                        .with("understood", understood)
                        .with("first", first)
                        .with("rows", positions + deletes + withoutPosition + rejected)
                        .with("positions", positions)
                        .with("objects", ids.size() < MOST_IDS ? ids.size() : "at least " + Texts.count(MOST_IDS))
                        .with("deletes", deletes)
                        .with("withoutPosition", withoutPosition)
                        .with("rejected", rejected));
    }

    private void count(TrackRecord record) {
        if (record instanceof TrackRecord.Fix fix) {
            positions++;
            if (ids.size() < MOST_IDS) {
                ids.add(fix.objectId());
            }
            if (first.size() < FIRST) {
                first.add(shown(fix));
            }
        } else if (record instanceof TrackRecord.Delete) {
            deletes++;
        } else if (record instanceof TrackRecord.WithoutPosition) {
            withoutPosition++;
        } else if (record instanceof TrackRecord.Rejected bad) {
            rejected++;
            complaints.rejected(file.name() + ":" + bad.place(), bad.value(), bad.reason());
        }
    }

    /** As it would be stored, with units. */
    private static String shown(TrackRecord.Fix fix) {
        String alt =
                fix.position().hasAlt() ? ", alt " + Texts.number(fix.position().altOrNaN()) + " m" : "";
        String metadata = fix.metadata().isPresent()
                ? ", metadata " + Texts.shortened(fix.metadata().json(), 200)
                : "";
        return Texts.identifier(fix.objectId()) + " at " + fix.timestamp() + ": lon "
                + Texts.number(fix.position().lon()) + ", lat "
                + Texts.number(fix.position().lat()) + alt + metadata;
    }
}
