package io.spatio.server.http;

import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.protocol.v1.Place;
import io.spatio.server.operation.Places;
import io.spatio.spi.Units;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a query. Each may be given once, and one that nobody asked for is refused: it may be a typing error. One thread. */
final class Parameters {
    private final Map<String, String> given = new HashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    /** The parameters of a query as sent; null is none. */
    static Parameters of(@Nullable String query) {
        Parameters parameters = new Parameters();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                parameters.take(pair);
            }
        }
        return parameters;
    }

    private void take(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = Percent.query(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : Percent.query(pair.substring(equals + 1));
        if (given.put(name, value) != null) {
            throw new IllegalArgumentException("parameter " + name + " is given twice");
        }
    }

    /** Refuses parameters that nobody has asked for by now. */
    void requireNoOthers() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "parameter " + name + " is unknown here: legal are " + String.join(", ", known));
            }
        }
    }

    boolean has(String name) {
        known.add(name);
        return given.containsKey(name);
    }

    Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(given.get(name));
    }

    private <T> Optional<T> read(String name, Function<String, T> reader) {
        return text(name).map(text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("parameter " + name + ": " + e.getMessage(), e);
            }
        });
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException("parameter " + name + " is absent"));
    }

    /** A length as {@code 400m}, {@code 5km}, or a number of metres. */
    double meters(String name) {
        return required(name, read(name, Units::parseMeters));
    }

    Optional<Double> metersIfGiven(String name) {
        return read(name, Units::parseMeters);
    }

    Optional<Duration> duration(String name) {
        return read(name, Units::parseDuration);
    }

    /** A place as {@code lon,lat} or {@code lon,lat,alt}. */
    Place place(String name) {
        return required(name, placeIfGiven(name));
    }

    Optional<Place> placeIfGiven(String name) {
        return read(name, Parameters::readPlace);
    }

    private static Place readPlace(String text) {
        List<Double> numbers = numbers(text);
        return switch (numbers.size()) {
            case 2 -> Places.place(Position.of(numbers.get(0), numbers.get(1)));
            case 3 -> Places.place(Position.of(numbers.get(0), numbers.get(1), numbers.get(2)));
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is not LON,LAT or LON,LAT,ALT, as -73.99,40.73");
        };
    }

    /** Numbers with commas between. */
    List<Double> numbersOf(String name) {
        return required(name, read(name, Parameters::numbers));
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            numbers.add(Units.parseNumber(part));
        }
        return numbers;
    }

    Optional<Integer> count(String name) {
        return read(name, text -> {
            long number = Units.parseInteger(text);
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(text + " is outside [0, " + Integer.MAX_VALUE + "]");
            }
            return (int) number;
        });
    }

    /** Whether something is wanted: its name alone says so, too. */
    boolean flag(String name) {
        return read(name, text -> switch (text) {
                    case "", "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
                })
                .orElse(false);
    }

    /** A time in microseconds; of one beyond all that can be recorded, the end. */
    Optional<Long> time(String name) {
        // An unencoded plus arrives as a blank, and in a time can be nothing but the sign of the offset.
        return read(name, text -> micros(text.replace(' ', '+')));
    }

    /** A time as {@code 2024-05-01T12:30:00Z} or with another offset, in microseconds. */
    static long micros(String text) {
        try {
            return Timestamps.toMicrosSaturated(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a time as 2024-05-01T12:30:00Z or 2024-05-01T14:30:00+02:00", e);
        }
    }
}
