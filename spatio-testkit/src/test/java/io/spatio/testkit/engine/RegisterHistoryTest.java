package io.spatio.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegisterHistoryTest {
    private final RegisterHistory history = new RegisterHistory();

    @Test
    void acceptsCallsOneAfterTheOther() {
        history.read(() -> 0L);
        history.write(1, () -> {});
        history.read(() -> 1L);
        history.write(2, () -> {});
        history.read(() -> 2L);

        assertThat(history.isLinearizable()).isTrue();
    }

    @Test
    void refusesAReadOfWhatWasReplacedBefore() {
        history.write(1, () -> {});
        history.write(2, () -> {});
        history.read(() -> 1L);

        assertThat(history.isLinearizable()).isFalse();
    }

    @Test
    void acceptsEitherValueBesideAWrite() {
        history.write(1, () -> {});
        history.write(2, () -> {
            history.read(() -> 1L);
            history.read(() -> 2L);
        });

        assertThat(history.isLinearizable()).isTrue();
    }

    @Test
    void refusesToGoBackBesideAWrite() {
        history.write(1, () -> {});
        history.write(2, () -> {
            history.read(() -> 2L);
            history.read(() -> 1L);
        });

        assertThat(history.isLinearizable()).isFalse();
    }
}
