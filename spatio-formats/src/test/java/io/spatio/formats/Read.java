package io.spatio.formats;

import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader makes of a text.
 *
 * @param format the format it was taken for
 * @param choices how it was understood
 * @param records the records as text: {@code id time lon,lat[,alt][ metadata]}, or what else they are
 * @param rejected the places and reasons of those that were rejected
 * @param remarks what was told at the end
 */
public record Read(
        String format, List<String> choices, List<String> records, List<String> rejected, List<String> remarks) {
    /** Reads a text. */
    public static Read of(String text, ReadOptions.Builder options) {
        return of(text.getBytes(StandardCharsets.UTF_8), options);
    }

    /** Reads bytes. */
    public static Read of(byte[] bytes, ReadOptions.Builder options) {
        List<String> records = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        try (TrackReader reader = TrackFiles.open(new ByteArrayInputStream(bytes), options.build())) {
            List<String> choices = reader.choices();
            for (Optional<TrackRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof TrackRecord.Rejected bad) {
                    rejected.add(bad.place() + ": " + bad.value() + ": " + bad.reason());
                } else {
                    records.add(text(next.get()));
                }
            }
            return new Read(reader.format().word(), choices, records, rejected, reader.remarks());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(TrackRecord record) {
        if (record instanceof TrackRecord.Fix fix) {
            return fix.objectId() + " " + fix.timestamp() + " " + fix.position().lon() + ","
                    + fix.position().lat()
                    + (fix.position().hasAlt() ? "," + fix.position().altOrNaN() : "")
                    + (fix.metadata().isPresent() ? " " + fix.metadata().json() : "");
        }
        if (record instanceof TrackRecord.Delete delete) {
            return delete.objectId() + " " + delete.timestamp() + " deleted"
                    + (delete.madeAt() == null ? "" : " " + delete.madeAt());
        }
        return "without position";
    }
}
