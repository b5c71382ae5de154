package io.spatio.testkit.history;

import java.util.ArrayList;
import java.util.List;

/** When the clock that stamps writes was set, and to what. Set by one thread, read when no call runs. */
final class ClockLog {
    private record Setting(long start, long end, long micros) {}

    private final List<Setting> settings = new ArrayList<>();

    /** Notes that the clock was set between two ticks. */
    void add(long start, long end, long micros) {
        settings.add(new Setting(start, end, micros));
    }

    /** Every time that somebody may have read between two ticks. */
    List<Long> between(long start, long end) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            boolean begun = settings.get(i).start() < end;
            boolean over = i + 1 < settings.size() && settings.get(i + 1).end() < start;
            if (begun && !over && !times.contains(settings.get(i).micros())) {
                times.add(settings.get(i).micros());
            }
        }
        return times;
    }

    /** Forgets all but what holds now. */
    void forgetPast() {
        settings.subList(0, Math.max(0, settings.size() - 1)).clear();
    }
}
