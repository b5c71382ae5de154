package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server in a process of its own")
class ServeTest {
    private static final int CLIENTS = 3;
    private static final int WRITES_BEFORE_THE_END = 300;
    private static final int EXIT_CODE_OF_TERM = 143;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killAll() {
        started.forEach(Process::destroyForcibly);
    }

    /** A server that runs, and where; its process is asked to end by its handle, as Process.destroy also closes the streams. */
    private record Serving(Process process, URI url, BufferedReader notes, Map<String, Object> told) {}

    private Serving serve(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dguice_bytecode_gen_option=DISABLED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.spatio.cli.Main",
                "serve",
                "--port",
                "0",
                "--format",
                "json"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String line = answers.readLine();
        BufferedReader notes = process.errorReader(StandardCharsets.UTF_8);
        assertThat(line).as(() -> String.join("\n", notes.lines().toList())).isNotNull();
        Map<String, Object> told = Json.object(line);
        return new Serving(process, URI.create(String.valueOf(told.get("url"))), notes, told);
    }

    private String database() {
        return directory.resolve("db").toString();
    }

    /** Clients that write one object after the other, and remember what was acknowledged, until the server has gone. */
    private static final class Writers {
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final CountDownLatch many = new CountDownLatch(WRITES_BEFORE_THE_END);
        private final List<Thread> threads = new ArrayList<>();

        Writers(URI url) {
            for (int i = 0; i < CLIENTS; i++) {
                String name = "client-" + i;
                Thread thread = new Thread(() -> write(url, name), name);
                thread.start();
                threads.add(thread);
            }
        }

        private void write(URI url, String name) {
            try {
                for (int n = 0; true; n++) {
                    String id = name + "-" + n;
                    HttpRequest request = HttpRequest.newBuilder(url.resolve("/v1/namespaces/fleet/objects/" + id))
                            .PUT(BodyPublishers.ofString("{\"lon\": 1, \"lat\": 2, \"metadata\": {\"n\": " + n + "}}"))
                            .build();
                    int status = client.send(request, BodyHandlers.ofString()).statusCode();
                    if (status != 201) {
                        return;
                    }
                    acknowledged.add(id);
                    many.countDown();
                }
            } catch (IOException e) {
                // The server has gone.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                while (many.getCount() > 0) {
                    many.countDown();
                }
            }
        }

        void awaitMany() throws InterruptedException {
            many.await();
        }

        Queue<String> acknowledged() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join();
            }
            return acknowledged;
        }
    }

    private void assertAllThere(Queue<String> acknowledged) {
        assertThat(acknowledged).hasSizeGreaterThan(CLIENTS);
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"));
        List<String> there =
                Json.rows(command.run("list", "fleet", "--limit", "1000000", "--format", "json")
                                .answer())
                        .stream()
                        .map(row -> String.valueOf(row.get("objectId")))
                        .toList();
        assertThat(there).containsAll(acknowledged);
    }

    @Test
    @DisplayName("asked to end under load (SIGTERM) ends with 0, and all it acknowledged is there")
    void endsWhenAsked() throws IOException, InterruptedException {
        Serving server = serve("--db", database(), "-D", "store.log.sync=never");
        assumeTrue(server.process().supportsNormalTermination(), "this system only kills");
        Writers writers = new Writers(server.url());
        writers.awaitMany();
        server.process().toHandle().destroy();
        assertThat(server.process().waitFor()).isZero();
        assertThat(server.notes().lines()).anyMatch(note -> note.startsWith("stopping: "));
        assertAllThere(writers.acknowledged());
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"));
        assertThat(command.run("stats").exits(0).err())
                .as("what recovery has to tell")
                .isEmpty();
    }

    @Test
    @DisplayName("killed under load has all it acknowledged, if each write was to be durable")
    void killed() throws IOException, InterruptedException {
        Serving server = serve("--db", database(), "-D", "store.log.sync=always");
        Writers writers = new Writers(server.url());
        writers.awaitMany();
        server.process().destroyForcibly().waitFor();
        assertAllThere(writers.acknowledged());
    }

    /** A JVM of 24 or newer may have warned before of methods that libraries call. */
    private static @Nullable String firstNote(Serving server) throws IOException {
        String note = server.notes().readLine();
        while (note != null && note.startsWith("WARNING: ")) {
            note = server.notes().readLine();
        }
        return note;
    }

    @Test
    @DisplayName("asked a second time ends at once, whatever still runs")
    void asksTwice() throws IOException, InterruptedException {
        Serving server = serve("--memory", "-D", "server.grace=1h");
        assumeTrue(server.process().supportsNormalTermination(), "this system only kills");
        assertThat(server.told()).containsEntry("database", "memory");
        try (Socket slow = new Socket(server.url().getHost(), server.url().getPort())) {
            slow.getOutputStream()
                    .write(("PUT /v1/namespaces/n/objects/o HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
                                    + "Expect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).as("the request has begun").isEqualTo('H');
            server.process().toHandle().destroy();
            assertThat(firstNote(server)).startsWith("stopping: ");
            server.process().toHandle().destroy();
            assertThat(server.process().waitFor()).isEqualTo(EXIT_CODE_OF_TERM);
        }
    }

    @Test
    @DisplayName("says what is in it, and takes no time that lies days ahead")
    void saysWhatIsInIt() throws IOException, InterruptedException {
        new CommandUnderTest(directory.resolve("db"))
                .run("put", "fleet", "truck-1", "1,2")
                .exits(0);
        Serving server = serve("--db", database());
        assertThat(server.told()).containsEntry("objects", "1").containsEntry("namespaces", "1");
        HttpRequest ahead = HttpRequest.newBuilder(server.url().resolve("/v1/namespaces/fleet/objects/truck-2"))
                .PUT(BodyPublishers.ofString("{\"lon\": 1, \"lat\": 2, \"timestamp\": \"2980-01-01T00:00:00Z\"}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(ahead, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
    }
}
