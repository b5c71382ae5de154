package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreException;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Openers of one new directory at the same time, some of which fail: what one of them has stored is there afterwards. */
@DisplayName("Two openers of a new directory")
class TwoOpenersTest {
    private static final int LEAST_ROUNDS = 4;

    @TempDir
    private Path directory;

    /** What an opener does. */
    private enum Role {
        SOUND(path -> wrapped(path, Wrapped.sound())),
        ANOTHER_STORE(path -> Spatio.builder().path(path).store("mvstore").index("rstar")),
        WRONG_OPTIONS(path -> wrapped(path, Wrapped.sound()).set("store.wrapped.head-bytes", "1")),
        FAILING_STORE(path -> wrapped(path, Wrapped.failing())),
        UNLINKED_STORE(path -> wrapped(path, Wrapped.log(store -> {
            store.close();
            throw new NoClassDefFoundError("injected");
        })));

        final Function<Path, SpatioBuilder> builder;

        Role(Function<Path, SpatioBuilder> builder) {
            this.builder = builder;
        }

        private static SpatioBuilder wrapped(Path path, Wrapped store) {
            return Spatio.builder().path(path).store(store).index("rstar");
        }

        /** Opens, writes and syncs; whether it did. */
        boolean run(Path path) {
            try (Spatio db = builder.apply(path).build()) {
                db.namespace("n").upsert("a", Position.of(1, 2));
                db.sync();
                return true;
            } catch (SpatioException e) {
                return false; // refused, or failed as it was meant to
            }
        }
    }

    /** Opens as the directory says, as somebody would who has stored something there. */
    private static void requireStored(Path path, Object round) {
        try (Spatio db = Spatio.builder()
                .path(path)
                .store(Wrapped.sound())
                .index("rstar")
                .set("store.type", kept(path))
                .build()) {
            assertThat(db.namespace("n").get("a"))
                    .as("what was stored in round %s", round)
                    .isPresent();
        }
    }

    private static String kept(Path path) {
        return Files.exists(path.resolve("trajectories.mv")) ? "mvstore" : "wrapped";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("lose nothing when one has stored something before the other fails")
    void oneInsideTheOther(boolean error) {
        Path path = directory.resolve("db");
        Wrapped failing = Wrapped.log(store -> {
            store.close();
            assertThat(Role.SOUND.run(path)).isTrue();
            if (error) {
                throw new NoClassDefFoundError("injected");
            }
            throw new StoreException("injected");
        });
        assertThatThrownBy(() -> Spatio.builder()
                        .path(path)
                        .store(failing)
                        .index("rstar")
                        .build())
                .hasMessageContaining("injected");
        requireStored(path, "the only one");
    }

    @Test
    @DisplayName("in one process lose nothing")
    void threads() throws Exception {
        long seed = Seeds.of("TwoOpenersTest threads");
        Random random = new Random(seed);
        Map<Role, Integer> stored = new EnumMap<>(Role.class);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(4).start();
        try {
            for (int round = 0; round < LEAST_ROUNDS || budget.remains(); round++) {
                Path path = directory.resolve("db-" + round);
                List<Role> roles = new ArrayList<>(List.of(Role.SOUND, drawn(random)));
                while (random.nextBoolean() && roles.size() < 4) {
                    roles.add(drawn(random));
                }
                CyclicBarrier together = new CyclicBarrier(roles.size());
                List<Future<Boolean>> runs = new ArrayList<>();
                for (Role role : roles) {
                    runs.add(threads.submit(() -> {
                        together.await();
                        return role.run(path);
                    }));
                }
                boolean any = false;
                for (int i = 0; i < runs.size(); i++) {
                    if (runs.get(i).get()) {
                        any = true;
                        stored.merge(roles.get(i), 1, Integer::sum);
                    }
                }
                if (any) {
                    requireStored(path, round + " of seed=" + seed + " with " + roles);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("TwoOpenersTest threads seed=" + seed + " stored=" + stored);
        assertThat(stored).isNotEmpty();
    }

    private static Role drawn(Random random) {
        return Role.values()[random.nextInt(Role.values().length)];
    }

    @Test
    @DisplayName("in two processes lose nothing")
    void processes() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FailingOpener.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int stored = 0;
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(4).start();
        try (PrintStream to = new PrintStream(child.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader from =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int round = 0; round < LEAST_ROUNDS || budget.remains(); round++) {
                Path path = directory.resolve("db-" + round);
                to.println(path);
                boolean did = Role.SOUND.run(path);
                assertThat(from.readLine()).isEqualTo("done");
                if (did) {
                    stored++;
                    requireStored(path, round);
                }
            }
        } finally {
            child.destroyForcibly();
        }
        System.out.println("TwoOpenersTest processes stored=" + stored);
        assertThat(stored).isPositive();
    }

    /** Another process, which fails to open each directory that it is told, in every way there is. */
    static final class FailingOpener {
        private FailingOpener() {}

        public static void main(String[] arguments) throws Exception {
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            int round = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Role[] failing = {Role.FAILING_STORE, Role.WRONG_OPTIONS, Role.UNLINKED_STORE};
                failing[round++ % failing.length].run(Path.of(line));
                System.out.println("done");
            }
        }
    }
}
