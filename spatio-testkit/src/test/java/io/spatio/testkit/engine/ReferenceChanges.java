package io.spatio.testkit.engine;

import io.spatio.Area;
import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesPolicy;
import io.spatio.ChangesRequest;
import io.spatio.Position;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.error.ChangesLostException;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Regions;
import io.spatio.spi.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Changes in their simplest form: a list of all, under the database's lock, which each subscriber reads from its place on. */
final class ReferenceChanges {
    private final ReferenceSpatio database;
    private final EngineFault fault;
    private final ChangeToken origin;
    private final List<Event> log = new ArrayList<>();
    private final Condition changed;
    private final List<Following> subscribers = new ArrayList<>();
    private long lost;

    /** One change. */
    record Event(ChangeKind kind, String namespace, String id, ReferenceRow row, ReferenceRow old, long sequence) {
        boolean isEnd() {
            return kind == ChangeKind.ERASED || kind == ChangeKind.DROPPED;
        }

        boolean ends(Event other) {
            return isEnd()
                    && !other.isEnd()
                    && other.sequence < sequence
                    && namespace.equals(other.namespace)
                    && (id == null || id.equals(other.id));
        }

        Position place() {
            return row == null || row.delete() ? null : row.position();
        }

        Position before() {
            return old == null || old.delete() ? null : old.position();
        }

        Event since(Event first) {
            ChangeKind now = kind == ChangeKind.CREATED || kind == ChangeKind.UPDATED
                    ? first.before() == null ? ChangeKind.CREATED : ChangeKind.UPDATED
                    : kind;
            return new Event(now, namespace, id, row, first.old, sequence);
        }
    }

    ReferenceChanges(ReferenceSpatio database) {
        this.database = database;
        this.fault = database.fault;
        String identity = fault == EngineFault.PLACE_OF_EARLIER_OPENING
                ? "0".repeat(32)
                : UUID.randomUUID().toString().replace("-", "");
        this.origin = ChangeToken.of(identity, 0, 0);
        this.changed = database.lock.newCondition();
    }

    void add(Event event) {
        if (fault == EngineFault.DROP_WITHOUT_CHANGE && event.kind == ChangeKind.DROPPED) {
            return;
        }
        Event before = log.isEmpty() ? null : log.get(log.size() - 1);
        if (fault == EngineFault.CHANGES_OUT_OF_ORDER && before != null && event.sequence % 7 == 0) {
            log.add(log.size() - 1, event);
        } else {
            log.add(event);
        }
        for (Following subscriber : subscribers) {
            subscriber.requireBound();
        }
        changed.signalAll();
    }

    Changes follow(ChangesRequest request) {
        return database.guarded(() -> {
            Following following = new Following(request);
            subscribers.add(following);
            return following;
        });
    }

    Stats.OfChanges stats() {
        long pending = subscribers.stream().mapToLong(s -> s.waiting().size()).sum();
        return Stats.OfChanges.of(subscribers.stream().filter(s -> !s.isLost).count(), pending, lost);
    }

    /** The database is closed. */
    void close() {
        changed.signalAll();
    }

    private final class Following implements Changes {
        private final ChangesRequest request;
        private final List<Event> rows = new ArrayList<>();
        private Area area;
        private long start;
        /** Everything up to here was told. */
        private long place;

        private boolean syncs;
        private boolean hasBegun;
        private boolean closed;
        private boolean isLost;

        Following(ChangesRequest request) {
            this.request = request;
            area = request.area();
            long last = database.store.append(new EventBatch());
            place = last;
            ChangeToken token = request.token();
            if (token != null) {
                if (!token.identity().equals(origin.identity()) || token.sequence() > last) {
                    throw new ChangesLostException("no such place: begin with fromCurrentState()");
                }
                place = token.sequence();
                if (fault == EngineFault.GAP_AFTER_PLACE && log.size() > 1) {
                    place = Math.max(place, log.get(log.size() - 2).sequence);
                }
            }
            if (request.start() == ChangesRequest.Start.CURRENT_STATE) {
                syncs = true;
                readRows();
            }
            start = place;
        }

        private void readRows() {
            for (String name : database.namespaces()) {
                database.rows(name).forEach((id, row) -> {
                    Event event = new Event(
                            ChangeKind.STATE,
                            name,
                            id,
                            row,
                            null,
                            database.sequences(name).getOrDefault(id, 0L));
                    if (!row.delete() && follows(event) && isInside(row.position())) {
                        rows.add(event);
                    }
                });
            }
        }

        private boolean follows(Event event) {
            return (request.namespace() == null || request.namespace().equals(event.namespace))
                    && (request.objectIds() == null
                            || event.id == null
                            || request.objectIds().contains(event.id))
                    && (request.withRecorded() || event.kind != ChangeKind.RECORDED);
        }

        private boolean isInside(Position p) {
            return p != null
                    && (area == null
                            || Regions.of(area)
                                    .contains(
                                            LonLat.canonicalLon(p.lon(), p.lat()),
                                            LonLat.canonicalLat(p.lat()),
                                            p.altOrNaN()));
        }

        private List<Event> waiting() {
            List<Event> waiting = new ArrayList<>();
            for (Event event : log) {
                if (event.sequence > place && follows(event)) {
                    if (fault != EngineFault.ERASED_STILL_TOLD) {
                        waiting.removeIf(event::ends);
                    }
                    waiting.add(event);
                }
            }
            return request.policy() == ChangesPolicy.ALL ? waiting : latest(waiting);
        }

        private List<Event> latest(List<Event> waiting) {
            Map<List<String>, Event> latest = new LinkedHashMap<>();
            for (Event event : waiting) {
                List<String> key =
                        List.of(event.namespace, event.id == null ? "" : event.id, event.isEnd() ? "end" : "");
                Event first = latest.remove(key);
                boolean keepsFirst = first != null && fault == EngineFault.LATEST_FORGETS_LAST;
                latest.put(key, first == null || event.isEnd() ? event : keepsFirst ? first : event.since(first));
            }
            latest.values().removeIf(event -> !event.isEnd() && event.place() == null && event.before() == null);
            return new ArrayList<>(latest.values());
        }

        /** Loses what does not fit. */
        private void requireBound() {
            if (!isLost && request.policy() == ChangesPolicy.ALL && waiting().size() > request.bound() + replayed()) {
                if (fault == EngineFault.LOSS_UNTOLD) {
                    place = log.get(log.size() - 1).sequence;
                    return;
                }
                isLost = true;
                lost++;
            }
        }

        private long replayed() {
            return request.token() == null
                    ? 0
                    : log.stream().filter(e -> e.sequence > start).count();
        }

        @Override
        public List<Change> poll(Duration timeout) {
            database.lock.lock();
            try {
                long left = TimeUnit.NANOSECONDS.convert(timeout); // saturates
                while (true) {
                    List<Change> told = database.guarded(this::take);
                    if (!told.isEmpty() || left <= 0) {
                        return told;
                    }
                    left = changed.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            } finally {
                database.lock.unlock();
            }
        }

        private List<Change> take() {
            if (closed) {
                throw new IllegalStateException("this subscription was closed");
            }
            if (isLost) {
                throw new ChangesLostException("too slow: begin with fromCurrentState()");
            }
            if (!hasBegun && fault == EngineFault.CHANGES_LOST_AT_START && !log.isEmpty()) {
                place = log.get(log.size() - 1).sequence;
            }
            hasBegun = true;
            List<Change> told = new ArrayList<>();
            if (syncs && fault == EngineFault.SYNCED_TOO_EARLY) {
                told.add(synced());
                syncs = false;
            }
            // What was erased since they were read is not told; that it was comes after them.
            rows.removeIf(row ->
                    fault != EngineFault.ERASED_STILL_TOLD && log.stream().anyMatch(event -> event.ends(row)));
            rows.forEach(row -> told.add(built(row, origin)));
            rows.clear();
            if (syncs) {
                told.add(synced());
                syncs = false;
            }
            List<Event> waiting = waiting();
            for (int i = 0; i < waiting.size(); i++) {
                tell(waiting.get(i), i == waiting.size() - 1 ? last() : firstPending(waiting, i), told);
            }
            place = Math.max(place, last());
            return told;
        }

        private Change synced() {
            return Change.builder(ChangeKind.SYNCED, "", place, origin.at(place))
                    .build();
        }

        private long last() {
            return log.stream().mapToLong(Event::sequence).max().orElse(place);
        }

        /** One before the first change that stands behind what is told after the i-th. */
        private long firstPending(List<Event> waiting, int i) {
            if (request.policy() == ChangesPolicy.ALL) {
                return waiting.get(i).sequence;
            }
            List<Event> later = waiting.subList(i + 1, waiting.size());
            return log.stream()
                            .filter(event -> event.sequence > place)
                            .filter(event -> later.stream()
                                    .anyMatch(one -> one.namespace.equals(event.namespace)
                                            && (one.id == null || one.id.equals(event.id))))
                            .mapToLong(Event::sequence)
                            .min()
                            .orElse(last() + 1)
                    - 1;
        }

        private void tell(Event event, long token, List<Change> told) {
            boolean inside = isInside(event.place());
            boolean wasInside = isInside(event.before()) && fault != EngineFault.AREA_BY_NEW_ALONE;
            if (inside || wasInside || event.isEnd() || area == null) {
                told.add(built(event, origin.at(token)));
            }
        }

        private Change built(Event event, ChangeToken token) {
            Change.Builder built = Change.builder(event.kind, event.namespace, event.sequence, token);
            if (event.id != null) {
                built.objectId(event.id);
            }
            if (event.row != null) {
                built.timestamp(Timestamps.toInstant(event.row.micros()));
            }
            if (event.place() != null) {
                built.position(event.place(), isInside(event.place())).metadata(event.row.metadata());
            }
            if (event.before() != null) {
                built.previous(event.before(), isInside(event.before()));
            }
            return built.build();
        }

        @Override
        public void replaceArea(Area newArea) {
            if (area == null) {
                throw new IllegalStateException("no area was asked for");
            }
            database.guarded(() -> area = newArea);
        }

        @Override
        public ChangeToken token() {
            return database.guarded(() -> origin.at(syncs || !rows.isEmpty() ? 0 : place));
        }

        @Override
        public void close() {
            database.lock.lock();
            try {
                closed = true;
                subscribers.remove(this);
                changed.signalAll();
            } finally {
                database.lock.unlock();
            }
        }
    }
}
