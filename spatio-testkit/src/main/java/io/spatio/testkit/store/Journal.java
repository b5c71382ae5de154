package io.spatio.testkit.store;

import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.model.ModelHistory;
import io.spatio.testkit.model.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one writer did to one object, in order, so that every version of it can be told. Under the writer's lock. */
final class Journal {
    /**
     * One change.
     *
     * @param from the first place in the append order at which it may have taken effect
     * @param by the place at which it surely had
     * @param event what was appended, or null where the object was erased
     */
    private record Deed(long from, long by, @Nullable ModelEvent event, boolean begins) {}

    private final Instant now;
    private final List<Deed> deeds = new ArrayList<>();
    private ModelHistory base = new ModelHistory();
    private long baseFrom;
    private ModelHistory tip = new ModelHistory();

    /** Of an object without events, at a time of the clock that stands. */
    Journal(Instant now) {
        this.now = now;
    }

    /** What it holds by now. */
    ModelHistory tip() {
        return tip;
    }

    void append(ModelEvent event, boolean begins) {
        add(new Deed(event.sequence(), event.sequence(), event, begins));
    }

    /** Notes an erase that took effect between two places, both inclusive. */
    void erase(long from, long by) {
        add(new Deed(from, by, null, false));
    }

    private void add(Deed deed) {
        deeds.add(deed);
        tip = apply(deed, tip);
    }

    private ModelHistory apply(Deed deed, ModelHistory history) {
        if (deed.event() == null) {
            return new ModelHistory();
        }
        history.add(deed.event(), now, deed.begins());
        return history;
    }

    /** Which versions are what a copy holds. */
    List<Moments.Span> versions(Predicate<ModelHistory> isCopy) {
        List<Moments.Span> spans = new ArrayList<>();
        ModelHistory history = base.copy();
        long from = baseFrom;
        for (int i = 0; i <= deeds.size(); i++) {
            long to = i < deeds.size() ? deeds.get(i).by() : Long.MAX_VALUE;
            if (from < to && isCopy.test(history)) {
                spans.add(new Moments.Span(from, to, i));
            }
            if (i < deeds.size()) {
                history = apply(deeds.get(i), history);
                from = deeds.get(i).from();
            }
        }
        return spans;
    }

    /** A version by its number. */
    ModelHistory version(int number) {
        ModelHistory history = base.copy();
        for (Deed deed : deeds.subList(0, number)) {
            history = apply(deed, history);
        }
        return history;
    }

    /** Forgets the versions before a place at which nobody will look any more. */
    void forgetBefore(long place) {
        int over = 0;
        while (over < deeds.size() && deeds.get(over).by() <= place) {
            base = apply(deeds.get(over), base);
            baseFrom = deeds.get(over).from();
            over++;
        }
        deeds.subList(0, over).clear();
    }
}
