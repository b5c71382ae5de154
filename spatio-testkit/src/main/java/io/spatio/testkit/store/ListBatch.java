package io.spatio.testkit.store;

import io.spatio.spi.EventBatch;
import io.spatio.testkit.model.ModelEvent;
import java.util.List;
import java.util.Set;

/** A batch of model events, whose own sequences are not looked at. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ListBatch(int[] objects, List<ModelEvent> positions, Set<Integer> beginAnew) implements EventBatch {
    ListBatch(int[] objects, List<ModelEvent> positions) {
        this(objects, positions, Set.of());
    }

    @Override
    public int size() {
        return positions.size();
    }

    @Override
    public int object(int i) {
        return objects[i];
    }

    @Override
    public long timestampMicros(int i) {
        return positions.get(i).micros();
    }

    @Override
    public double lon(int i) {
        return positions.get(i).lon();
    }

    @Override
    public double lat(int i) {
        return positions.get(i).lat();
    }

    @Override
    public double alt(int i) {
        return positions.get(i).alt();
    }

    @Override
    public byte[] metadata(int i) {
        return positions.get(i).metadataUtf8();
    }

    @Override
    public boolean beginsAnew(int i) {
        return beginAnew.contains(i);
    }
}
