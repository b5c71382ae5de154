package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.StoreAppends;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Random writes to one object of a store and random steps of cursors over it, in one thread, beside a model of all that was
 * accepted. What the store has pushed out it may choose only as it must: the oldest by append order.
 */
final class SlowReaders {
    private static final int MOST_CURSORS = 4;

    private final TrajectoryStore store;
    private final Random random;
    private final int equalPercent;
    private final int latePercent;
    private final int repeatPercent;
    private final List<Reader> readers = new ArrayList<>();

    /** What was accepted and not repeated since, of this incarnation. */
    private final TreeSet<ModelEvent> accepted = new TreeSet<>(ModelEvent.ORDER);

    /** By sequence: where the record's content has been without a gap since. */
    private final Map<Long, Long> origins = new HashMap<>();

    private List<ModelEvent> held = List.of();
    private boolean known;
    private @Nullable ModelEvent state;
    private long micros = 1_000;
    private long lastSequence;

    SlowReaders(TrajectoryStore store, Random random) {
        this.store = store;
        this.random = random;
        equalPercent = random.nextInt(3) * 45;
        latePercent = random.nextInt(3) * 15;
        repeatPercent = random.nextInt(3) * 10;
    }

    /** One write or one step of a reader. */
    void step() {
        int choice = random.nextInt(100);
        if (choice < 40) {
            burst();
        } else if (choice < 45) {
            write(null, micros += random.nextInt(2));
        } else if (choice < 46) {
            erase();
        } else if (choice < 60 && known && readers.size() < MOST_CURSORS) {
            readers.add(new Reader());
        } else if (!readers.isEmpty()) {
            Reader reader = readers.get(random.nextInt(readers.size()));
            if (!reader.advance(1 + random.nextInt(random.nextBoolean() ? 10 : 600))) {
                readers.remove(reader);
            }
        }
    }

    /** Reads every cursor to its end. */
    void finish() {
        readers.forEach(reader -> reader.advance(Integer.MAX_VALUE));
    }

    private void burst() {
        if (!held.isEmpty() && random.nextInt(100) < repeatPercent) {
            ModelEvent again = held.get(random.nextInt(held.size()));
            write(again, again.micros());
            return;
        }
        for (int n = random.nextInt(random.nextBoolean() ? 4 : 200); n >= 0; n--) {
            int kind = random.nextInt(100);
            if (kind >= equalPercent + latePercent) {
                micros += 1 + random.nextInt(3);
            }
            boolean late = kind >= equalPercent && kind < equalPercent + latePercent;
            append(late ? micros - random.nextInt(500) : micros);
        }
        look();
    }

    private static byte[] metadata(long number) {
        return new byte[(int) (number % 9)];
    }

    private void append(long at) {
        known = true;
        double lon = lastSequence;
        byte[] json = metadata(lastSequence);
        took(ModelEvent.position(
                StoreAppends.position(store, "fleet", "truck", at, lon, 1, 2, json), at, lon, 1, 2, json));
    }

    /** Writes a repeat, or a delete with null. */
    private void write(@Nullable ModelEvent again, long at) {
        if (!known || (again != null && again.delete())) {
            return;
        }
        if (again == null) {
            took(ModelEvent.delete(StoreAppends.delete(store, "fleet", "truck", at, at), at));
        } else {
            long sequence = StoreAppends.position(
                    store, "fleet", "truck", at, again.lon(), again.lat(), again.alt(), again.metadataUtf8());
            accepted.remove(again);
            ModelEvent now =
                    ModelEvent.position(sequence, at, again.lon(), again.lat(), again.alt(), again.metadataUtf8());
            took(now);
            origins.put(sequence, origins.get(again.sequence()));
        }
        look();
    }

    private void took(ModelEvent event) {
        assertThat(event.sequence()).isGreaterThan(lastSequence);
        lastSequence = event.sequence();
        accepted.add(event);
        origins.put(event.sequence(), event.sequence());
        if (state == null || ModelEvent.ORDER.compare(event, state) > 0) {
            state = event;
        }
        readers.forEach(reader -> reader.noteCurrent(state));
    }

    private void erase() {
        if (known) {
            lastSequence = store.erase("fleet", "truck");
            known = false;
            accepted.clear();
            held = List.of();
            state = null;
            readers.forEach(reader -> reader.erased = true);
        }
    }

    /** Reads what is held, and checks it. */
    private void look() {
        List<ModelEvent> seen = StoreAppends.events(store, "fleet", "truck");
        ModelEvent current = state;
        long oldest = seen.stream()
                .filter(event -> !event.equals(current))
                .mapToLong(ModelEvent::sequence)
                .min()
                .orElse(Long.MAX_VALUE);
        List<ModelEvent> expected = accepted.stream()
                .filter(event -> event.sequence() >= oldest || (event.equals(current) && !event.delete()))
                .toList();
        if (current != null && current.delete() && oldest == Long.MAX_VALUE && seen.size() == 1) {
            expected = List.of(current); // the newest of all, which alone fits
        }
        assertThat(seen).isEqualTo(expected);
        Map<String, Object> details = store.stats().details();
        assertThat(details.get("records")).isEqualTo((long) seen.size());
        held = seen;
    }

    /** One open cursor and what it gave. */
    private final class Reader {
        private final boolean newestFirst = random.nextBoolean();
        private final boolean everything = random.nextBoolean();
        private final long from = everything ? Long.MIN_VALUE : micros - random.nextInt(2_000);
        private final long to = everything ? Long.MAX_VALUE : from + random.nextInt(2_000);
        private final long openedAt = lastSequence;
        private final EventCursor cursor = store.read(ReadRequest.of("fleet", "truck")
                .withRange(from, to)
                .withOrder(newestFirst ? TrackOrder.NEWEST_FIRST : TrackOrder.OLDEST_FIRST));
        private final Set<Long> currents = new HashSet<>();
        private boolean alwaysCurrent = true;
        private final Set<Long> given = new HashSet<>();
        private @Nullable ModelEvent last;
        private boolean erased;
        private boolean gaveCurrent;

        Reader() {
            noteCurrent(state);
        }

        void noteCurrent(@Nullable ModelEvent current) {
            if (current == null || current.delete() || current.micros() < from || current.micros() > to) {
                alwaysCurrent = false;
            } else {
                currents.add(current.sequence());
            }
        }

        /** Takes some steps; whether there may be more. */
        boolean advance(int steps) {
            for (int i = 0; i < steps; i++) {
                if (!cursor.next()) {
                    ended();
                    return false;
                }
                take(ModelEvent.of(cursor));
            }
            return true;
        }

        private void take(ModelEvent event) {
            ModelEvent before = last;
            if (before != null) {
                int compared = ModelEvent.ORDER.compare(event, before);
                assertThat(newestFirst ? -compared : compared)
                        .as("%s after %s", event, before)
                        .isPositive();
            }
            assertThat(event.micros()).isBetween(from, to);
            Long origin = origins.get(event.sequence());
            assertThat(origin).as("%s was appended", event).isNotNull();
            assertThat(given.add(origin)).as("%s is given once", event).isTrue();
            gaveCurrent |= currents.contains(event.sequence());
            last = event;
        }

        private void ended() {
            if (erased) {
                return;
            }
            for (ModelEvent event : held) {
                if (origins.get(event.sequence()) <= openedAt && event.micros() >= from && event.micros() <= to) {
                    assertThat(given)
                            .as(
                                    "%s was there when a reader of %d to %d, newest first %s, began",
                                    event, from, to, newestFirst)
                            .contains(origins.get(event.sequence()));
                }
            }
            if (alwaysCurrent) {
                assertThat(gaveCurrent).as("gave a position that was current").isTrue();
            }
            cursor.close();
        }
    }
}
