package io.spatio.cli.argument;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.spi.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The readers of all kinds of arguments, by the type of the field that takes them. */
public final class Converters {
    private Converters() {}

    /** Gives them to a parser. */
    public static void register(CommandLine commandLine) {
        commandLine.registerConverter(String.class, MinusArguments::unprotect);
        register(commandLine, Position.class, Converters::position);
        register(commandLine, Area.Box.class, Converters::box);
        register(commandLine, Length.class, text -> new Length(Units.parseMeters(text)));
        register(commandLine, Instant.class, Times::instant);
        register(commandLine, Duration.class, Units::parseDuration);
        register(commandLine, Metadata.class, Metadata::json);
        register(commandLine, Integer.class, Converters::integer);
        register(commandLine, int.class, Converters::integer);
        register(commandLine, Long.class, Units::parseInteger);
        register(commandLine, long.class, Units::parseInteger);
    }

    private static <T> void register(CommandLine commandLine, Class<T> type, Function<String, T> read) {
        commandLine.registerConverter(type, text -> {
            try {
                return read.apply(MinusArguments.unprotect(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        });
    }

    private static int integer(String text) {
        long number = Units.parseInteger(text);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(text + " is outside [0, " + Integer.MAX_VALUE + "]");
        }
        return (int) number;
    }

    /** Reads {@code LON,LAT} or {@code LON,LAT,ALT}. */
    public static Position position(String text) {
        List<Double> numbers = numbers(text, "LON,LAT or LON,LAT,ALT, as -73.99,40.73");
        return switch (numbers.size()) {
            case 2 -> Position.of(numbers.get(0), numbers.get(1));
            case 3 -> Position.of(numbers.get(0), numbers.get(1), numbers.get(2));
            default -> throw notOf(text, "LON,LAT or LON,LAT,ALT, as -73.99,40.73");
        };
    }

    /** Reads {@code WEST,SOUTH,EAST,NORTH}. */
    public static Area.Box box(String text) {
        String expected = "WEST,SOUTH,EAST,NORTH, as -74.1,40.6,-73.8,40.9";
        List<Double> numbers = numbers(text, expected);
        if (numbers.size() != 4) {
            throw notOf(text, expected);
        }
        return Area.box(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    private static List<Double> numbers(String text, String expected) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            try {
                numbers.add(Units.parseNumber(part));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + text + "\" is not " + expected + ": " + e.getMessage(), e);
            }
        }
        return numbers;
    }

    private static IllegalArgumentException notOf(String text, String expected) {
        return new IllegalArgumentException("\"" + text + "\" is not " + expected);
    }
}
