package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.Status;
import io.spatio.protocol.v1.Rule;
import io.spatio.server.fault.Fault;
import io.spatio.server.operation.Rules;
import io.spatio.spi.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The guide to the server")
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/guide/server.md");
    private static final Path SHELL = Path.of("/bin/bash");
    private static final Path CURL = Path.of("/usr/bin/curl");

    private static final Map<String, Supplier<String>> TABLES =
            Map.of("operations", GuideTest::operations, "faults", GuideTest::faults, "settings", GuideTest::settings);

    private static String table(List<String> heads, Stream<List<String>> rows) {
        List<List<String>> lines =
                new ArrayList<>(List.of(heads, heads.stream().map(head -> "---").toList()));
        rows.forEach(lines::add);
        return lines.stream()
                .map(cells -> String.join(" | ", cells))
                .map(line -> "| " + line + " |\n")
                .collect(Collectors.joining());
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String operations() {
        return table(
                List.of("gRPC method", "HTTP", "role"), Rules.methods().stream().map(method -> {
                    Rule rule = Rules.of(method);
                    return List.of(
                            method.getName(),
                            rule.getHttpList().stream().map(GuideTest::code).collect(Collectors.joining("<br>")),
                            rule.getRole().name().toLowerCase(Locale.ROOT));
                }));
    }

    private static String faults() {
        return table(
                List.of("name", "HTTP", "gRPC", "exception in Java"),
                Arrays.stream(Fault.values())
                        .map(fault -> List.of(
                                code(fault.wireName()),
                                String.valueOf(fault.httpStatus()),
                                Status.fromCodeValue(fault.grpcStatus())
                                        .getCode()
                                        .name(),
                                exception(fault))));
    }

    /** Only those that a user can catch by name. */
    private static String exception(Fault fault) {
        Class<?> type = fault.exception();
        boolean ofTheApi = type.getPackageName().equals("io.spatio.error") || fault == Fault.BAD_INPUT;
        return ofTheApi ? code(type.getSimpleName()) : "";
    }

    private static String settings() {
        return table(
                List.of("key", "default", "meaning"),
                new ServerOptions()
                        .options().stream()
                                .map(option -> List.of(code(option.name()), defaultOf(option), option.doc())));
    }

    private static String defaultOf(Option option) {
        String value = option.defaultOrNull();
        return value == null ? "" : code(value);
    }

    @DisplayName("has the tables that the code gives")
    @Test
    void hasTheTables() throws IOException {
        String guide = Files.readString(GUIDE);
        String made = guide;
        for (Map.Entry<String, Supplier<String>> entry : TABLES.entrySet()) {
            String begin = "<!-- " + entry.getKey() + " -->\n";
            int from = made.indexOf(begin);
            assertThat(from).as(begin).isNotNegative();
            int to = made.indexOf("<!-- end -->", from);
            made = made.substring(0, from + begin.length()) + entry.getValue().get() + made.substring(to);
        }
        if (Boolean.getBoolean("spatio.test.guide.update")) {
            Files.writeString(GUIDE, made);
            return;
        }
        assertThat(guide)
                .as("the tables; -Dspatio.test.guide.update=true writes them")
                .isEqualTo(made);
    }

    /** A command of the guide and what it prints, in which an ellipsis stands for anything. */
    private record Example(String command, String answer) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        boolean console = false;
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("```")) {
                console = line.equals("```console");
            } else if (console && line.startsWith("$ ")) {
                examples.add(new Example(line.substring(2), ""));
            } else if (console) {
                Example last = examples.remove(examples.size() - 1);
                examples.add(new Example(last.command(), last.answer() + line + "\n"));
            }
        }
        return examples;
    }

    @DisplayName("has commands of curl that print what it says, one after the other")
    @Test
    void hasCommandsThatWork() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL) && Files.isExecutable(CURL), "needs " + SHELL + " and " + CURL);
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(15);
        try (ServerUnderTest server = ServerUnderTest.start()) {
            for (Example example : examples) {
                String command = example.command().replace("127.0.0.1:3000", "127.0.0.1:" + server.port());
                Process shell = new ProcessBuilder(
                                SHELL.toString(),
                                "-c",
                                "set -o pipefail; curl() { command curl -sS \"$@\"; }; " + command)
                        .redirectErrorStream(true)
                        .start();
                shell.getOutputStream().close();
                String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(shell.waitFor()).as(command).isZero();
                assertThat(printed).as(command).matches(pattern(example.answer()));
            }
        }
    }

    private static Pattern pattern(String answer) {
        return Pattern.compile(
                Arrays.stream(answer.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
