package io.spatio.formats.track;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers that stand for a missing value in a file. Immutable; any thread. */
public final class Missing {
    private static final String EXPECTED = "as alt=-9999,-777, lon=VALUE, lat=VALUE, or 0,0 for a place";
    private static final Set<Role> NUMBERS = EnumSet.of(Role.ALT, Role.LON, Role.LAT);

    private final Map<Role, Set<Double>> values;
    private final Set<Pair> places;

    private record Pair(double lon, double lat) {}

    private Missing(Map<Role, Set<Double>> values, Set<Pair> places) {
        this.values = values;
        this.places = places;
    }

    /**
     * Reads {@code alt=-9999,-777}, {@code lat=91} and {@code 0,0}, one to a text.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static Missing parse(List<String> texts) {
        Map<Role, Set<Double>> values = new EnumMap<>(Role.class);
        Set<Pair> places = new HashSet<>(Set.of(new Pair(181, 91)));
        for (String text : texts) {
            int equals = text.indexOf('=');
            String[] numbers = text.substring(equals + 1).split(",", -1);
            if (equals >= 0) {
                Optional<Role> role = Role.ofWord(text.substring(0, equals).strip());
                if (role.isEmpty() || !NUMBERS.contains(role.get())) {
                    throw refused(text);
                }
                for (String number : numbers) {
                    values.computeIfAbsent(role.get(), none -> new HashSet<>()).add(number(text, number));
                }
            } else if (numbers.length == 2) {
                places.add(new Pair(number(text, numbers[0]), number(text, numbers[1])));
            } else {
                throw refused(text);
            }
        }
        return new Missing(values, places);
    }

    private static double number(String text, String number) {
        try {
            return 0.0 + Double.parseDouble(number.strip());
        } catch (NumberFormatException e) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("--missing \"" + text + "\" is not " + EXPECTED);
    }

    /** Whether this number of this role stands for a missing value. */
    public boolean hides(Role role, double number) {
        Set<Double> hidden = values.get(role);
        return hidden != null && hidden.contains(0.0 + number);
    }

    /** Whether this place stands for a missing one; longitude 181, latitude 91 always does. */
    public boolean hidesPlace(double lon, double lat) {
        return places.contains(new Pair(0.0 + lon, 0.0 + lat)) || hides(Role.LON, lon) || hides(Role.LAT, lat);
    }
}
