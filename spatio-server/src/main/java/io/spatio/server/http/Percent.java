package io.spatio.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads percent-encoded text, which is UTF-8 below. What is malformed is refused, never guessed. */
final class Percent {
    private Percent() {}

    /** One segment of a path, in which a plus is a plus. */
    static String segment(String raw) {
        return decode(raw, false);
    }

    /** A name or value of a query, in which a plus is a blank. */
    static String query(String raw) {
        return decode(raw, true);
    }

    private static String decode(String raw, boolean plusIsBlank) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(octet(raw, i + 1));
                i += 2;
            } else if (c == '+' && plusIsBlank) {
                bytes.write(' ');
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                throw malformed(raw, "it holds a character beyond ASCII");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(malformed(raw, "it is not UTF-8").getMessage(), e);
        }
    }

    private static int octet(String raw, int at) {
        int high = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
        int low = at + 1 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed(raw, "two hexadecimal digits follow a percent sign");
        }
        return high * 16 + low;
    }

    private static IllegalArgumentException malformed(String raw, String why) {
        int shown = Math.min(raw.length(), 80);
        return new IllegalArgumentException("\"" + raw.substring(0, shown) + "\" is not percent-encoded text: " + why);
    }
}
