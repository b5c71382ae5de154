package io.spatio.benchmarks.contestant;

import io.spatio.benchmarks.process.JsonLine;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The process of one contestant: reads questions from standard input until it ends, and answers each with one line of
 * JSON.
 *
 * <pre>
 * load                                 {"nanos":…}
 * within LON LAT METERS                {"objects":[…]}
 * nearest LON LAT K                    {"objects":[…]}
 * run NAME PARAMETER MILLIS THREADS    {"operations":…,"nanos":…,"cpu_nanos":…,"checksum":…}
 * </pre>
 *
 * <p>Arguments are {@code name=value}: {@code kind} (engine or index), {@code world} (a file), and what the kind asks for.
 */
public final class ContestantMain {
    private static final Pattern SPACES = Pattern.compile(" +");

    private final Contestant contestant;

    private ContestantMain(Contestant contestant) {
        this.contestant = contestant;
    }

    /** Starts. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Whatever a library prints must not stand between the answers.
        System.setOut(System.err);
        Arguments given = Arguments.of(arguments);
        World world = WorldFile.read(Path.of(given.text("world")));
        try (Contestant contestant = Contestants.of(given, world);
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ContestantMain main = new ContestantMain(contestant);
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.println(JsonLine.write(main.answerOrError(line)));
                answers.flush();
            }
        }
    }

    private Map<String, Object> answerOrError(String line) {
        try {
            return answer(SPACES.split(line.strip()));
        } catch (UnsupportedOperationException e) {
            return Map.of("unsupported", String.valueOf(e.getMessage()));
        } catch (RuntimeException | OutOfMemoryError e) {
            e.printStackTrace();
            return Map.of("error", e.toString());
        }
    }

    private Map<String, Object> answer(String[] words) {
        return switch (words[0]) {
            case "load" -> load();
            case "within" -> Map.of("objects", contestant.within(number(words, 1), number(words, 2), number(words, 3)));
            case "nearest" ->
                Map.of("objects", contestant.nearest(number(words, 1), number(words, 2), (int) number(words, 3)));
            case "run" ->
                run(new Work(
                        words[1], number(words, 2), Math.round(1e6 * number(words, 3)), Integer.parseInt(words[4])));
            default -> contestant.ask(words[0], Arrays.copyOfRange(words, 1, words.length));
        };
    }

    private static double number(String[] words, int at) {
        return Double.parseDouble(words[at]);
    }

    private Map<String, Object> load() {
        long start = System.nanoTime();
        contestant.load();
        return Map.of("nanos", System.nanoTime() - start);
    }

    private Map<String, Object> run(Work work) {
        Lap lap = contestant.run(work);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("operations", lap.operations());
        answer.put("nanos", lap.nanos());
        answer.put("cpu_nanos", lap.cpuNanos());
        answer.put("checksum", lap.checksum());
        return answer;
    }
}
