package io.spatio.testkit.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.testkit.KitRun;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** jqwik keeps no memory of failures, which would change what a fixed seed runs. */
class JqwikDatabaseTest {
    @Test
    void leavesNoDatabaseBehind() {
        KitRun run = KitRun.of(Failing.class);

        assertThat(run.failures()).hasSize(1);
        assertThat(Path.of(".jqwik-database")).doesNotExist();
    }

    static class Failing {
        @Property(tries = 3)
        void fails(@ForAll int number) {
            assertThat((long) number).isGreaterThan(Integer.MAX_VALUE);
        }
    }
}
