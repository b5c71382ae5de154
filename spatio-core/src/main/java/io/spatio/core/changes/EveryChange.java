package io.spatio.core.changes;

import java.util.ArrayDeque;

/** Every change until it is told, up to a bound. */
final class EveryChange implements Backlog {
    /** Of one who is told nothing any more; nothing is ever added. */
    static final EveryChange NONE = new EveryChange(0);

    private long bound;
    private final ArrayDeque<Published> changes = new ArrayDeque<>();
    private long lastTold;

    EveryChange(int bound) {
        this.bound = bound;
    }

    @Override
    public boolean add(Published change) {
        boolean hasRoom = changes.size() < bound;
        if (hasRoom) {
            changes.addLast(change);
        }
        return hasRoom;
    }

    @Override
    public void replay(Published change) {
        bound++;
        changes.addLast(change);
    }

    @Override
    public void take(Deliveries into, int most, long merged) {
        for (int i = 0; i < most && !changes.isEmpty(); i++) {
            Published change = changes.removeFirst();
            lastTold = change.sequence;
            into.add(change, change, change.sequence);
        }
    }

    @Override
    public long told(long merged) {
        return changes.isEmpty() ? merged : lastTold;
    }

    @Override
    public boolean isBetweenGenerations() {
        return true;
    }

    @Override
    public int size() {
        return changes.size();
    }
}
