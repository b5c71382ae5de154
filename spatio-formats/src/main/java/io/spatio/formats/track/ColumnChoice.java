package io.spatio.formats.track;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code id=…,time=…,lon=…,lat=…,alt=…}. */
final class ColumnChoice {
    private static final String EXPECTED = "as id=COLUMN,time=COLUMN,lon=COLUMN,lat=COLUMN,alt=COLUMN,metadata=COLUMN";

    private ColumnChoice() {}

    static Map<Role, String> parse(String text) {
        Map<Role, String> chosen = new EnumMap<>(Role.class);
        if (text.isEmpty()) {
            return chosen;
        }
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String word = equals < 0 ? part : part.substring(0, equals);
            Optional<Role> role = Role.ofWord(word.strip());
            if (equals < 0 || role.isEmpty()) {
                throw new IllegalArgumentException("--columns \"" + text + "\": \"" + part + "\" is not " + EXPECTED);
            }
            if (chosen.put(role.get(), part.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("--columns \"" + text + "\" names " + word + " twice");
            }
        }
        return chosen;
    }
}
