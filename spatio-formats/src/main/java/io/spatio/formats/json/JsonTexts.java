package io.spatio.formats.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spatio.Metadata;

/** Pieces of JSON that several writers write. */
final class JsonTexts {
    private JsonTexts() {}

    /** A string with its quotes. */
    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    /** Metadata on one line; in JSON a raw newline stands only between tokens, where a blank says the same. */
    static String oneLine(Metadata metadata) {
        return metadata.json().replace('\n', ' ').replace('\r', ' ').strip();
    }
}
