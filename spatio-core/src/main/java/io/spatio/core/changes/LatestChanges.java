package io.spatio.core.changes;

/**
 * What became of each object since the subscriber was told of it last, one entry an object.
 *
 * <p>In generations: what has gathered is sorted and told to its end, while the next gathers. So sequences ascend although an
 * entry may stand for changes long before its last; an object that changes all the time does not stay at the end for ever;
 * and the old position of an entry is that of its first change, which is what the generation before has told.
 */
final class LatestChanges implements Backlog {
    private final Gathering gathering = new Gathering();
    private final Deliveries generation = new Deliveries();
    private long told;

    @Override
    public boolean add(Published change) {
        gathering.add(change);
        return true;
    }

    @Override
    public void replay(Published change) {
        gathering.add(change);
    }

    @Override
    public void take(Deliveries into, int most, long merged) {
        if (generation.size() == 0) {
            beginGeneration(merged);
        }
        for (int i = 0; i < most && generation.size() > 0; i++) {
            told = generation.token(0);
            generation.moveFirst(into);
        }
    }

    private void beginGeneration(long merged) {
        generation.clear();
        gathering.moveTo(generation);
        generation.sort();
        // From the end: a token lies before the first change that any later delivery stands for.
        long token = merged;
        for (int i = generation.size() - 1; i >= 0; i--) {
            generation.setToken(i, token);
            Published from = generation.from(i);
            token = Math.min(token, (from == null ? generation.change(i) : from).sequence - 1);
        }
        told = generation.size() == 0 ? merged : told;
    }

    @Override
    public long told(long merged) {
        return size() == 0 ? merged : told;
    }

    @Override
    public boolean isBetweenGenerations() {
        return generation.size() == 0;
    }

    @Override
    public int size() {
        return generation.size() + gathering.size();
    }
}
