package io.spatio.store.log.segment;

import io.spatio.TrackOrder;

/** All objects of a segment in order, each page decoded once. */
final class SegmentWalk implements TrackSource {
    private final ObjectDictionary.Names names;
    private final PageLoader loader;
    private final SegmentHeader header;

    SegmentWalk(ObjectDictionary dictionary, PageLoader loader, SegmentHeader header) {
        this.names = dictionary.namesFrom(0);
        this.loader = loader;
        this.header = header;
    }

    @Override
    public boolean nextObject() {
        return names.next();
    }

    @Override
    public String namespace() {
        return names.namespace();
    }

    @Override
    public String objectId() {
        return names.objectId();
    }

    @Override
    public long incarnation() {
        return names.incarnation();
    }

    @Override
    public Track track() {
        return new SegmentTrack(
                loader, header, names.object(), Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST);
    }
}
