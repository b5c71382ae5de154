package io.spatio.store.log.segment;

import java.util.List;

/** Events of a list as a track. */
final class ListTrack implements Track {
    private final List<Event> events;
    private int at = -1;

    ListTrack(List<Event> events) {
        this.events = events;
    }

    @Override
    public boolean next() {
        at++;
        return at < events.size();
    }

    @Override
    public long timestampMicros() {
        return events.get(at).timestampMicros();
    }

    @Override
    public long sequence() {
        return events.get(at).sequence();
    }

    @Override
    public boolean isDelete() {
        return events.get(at).delete();
    }

    @Override
    public double lon() {
        return events.get(at).lon();
    }

    @Override
    public double lat() {
        return events.get(at).lat();
    }

    @Override
    public double alt() {
        return events.get(at).alt();
    }

    @Override
    public byte[] metadata() {
        return events.get(at).metadataBytes();
    }
}
