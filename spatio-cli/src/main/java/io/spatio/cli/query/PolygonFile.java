package io.spatio.cli.query;

import io.spatio.Area;
import io.spatio.cli.command.Failure;
import io.spatio.geojson.GeoJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the polygon of a GeoJSON file. */
final class PolygonFile {
    /** More than any drawn border needs; a larger file is something else. */
    private static final int MAX_BYTES = 64 << 20;

    private PolygonFile() {}

    static Area.PolygonArea read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw Failure.error(file + " is larger than " + (MAX_BYTES >> 20) + " MiB: is it a polygon?");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return GeoJson.readPolygon(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            throw Failure.error("file " + file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw Failure.error(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw Failure.io("cannot read " + file, e);
        } catch (IllegalArgumentException e) {
            throw Failure.error(file + ": " + e.getMessage(), e);
        }
    }
}
