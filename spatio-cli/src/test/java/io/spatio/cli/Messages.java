package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every message of the command has to hold: it is for people who know verbs and files but no Java. Each run of the
 * command under test is checked, so that whatever the suite provokes is.
 */
final class Messages {
    private static final String CONSTANTS = Stream.of(Durability.values(), Health.State.values(), TrackOrder.values())
            .flatMap(Arrays::stream)
            .map(Enum::name)
            .collect(Collectors.joining("|"));

    private static final Pattern OF_JAVA =
            Pattern.compile("\\bjavax?\\.|\\b(com|org|sun|jdk)\\.\\w+\\.\\w|io\\.spatio\\.\\w+\\.[A-Z]"
                    + "|(Exception|Error)\\b|Json\\w*Feature|StreamReadConstraints|Metadata\\.|\\bnull\\b(?![',])"
                    + "|\\b[a-z]\\w*\\(\\)|\\b(" + CONSTANTS + ")\\b|\\w@[0-9a-f]{5,8}\\b|\\bat \\w+\\.\\w+\\(");

    private static final Pattern MICROS = Pattern.compile("[mM]icros=-?\\d|µs since");

    private Messages() {}

    /** Fails where a message names a class, a switch or a constant of Java, or tells a time in microseconds. */
    static void requirePlain(String messages) {
        messages.lines().forEach(line -> {
            assertThat(OF_JAVA.matcher(line).find())
                    .as("names something of Java: %s", line)
                    .isFalse();
            assertThat(MICROS.matcher(line).find())
                    .as("tells raw microseconds: %s", line)
                    .isFalse();
            assertThat(line.length()).as(line).isLessThan(5_000);
            assertThat(line.codePoints()).as(line).noneMatch(Character::isISOControl);
        });
    }
}
