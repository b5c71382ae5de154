package io.spatio.index.rstar;

import java.util.Arrays;

/**
 * The leaves: points with their handles, inlined. A leaf's rectangle is loose, so that most moves stay inside it and are
 * two stores ({@link RStarTree}); a column of altitudes exists from the first altitude on.
 */
final class Leaves extends NodePool {
    /** lon, lat of every slot: ({@code leaf * capacity + slot}) * 2. */
    double[] lonLats = {};

    /** The handle of every slot. */
    int[] handles = {};

    /** The altitude of every slot, NaN where absent; empty while no object has one. */
    double[] altitudes = {};

    /** How much happened to each leaf since its rectangle was tightened. */
    byte[] wear = {};

    Leaves(int capacity) {
        super(capacity);
    }

    @Override
    void growEntries(int leaves) {
        int slots = Math.multiplyExact(leaves, capacity);
        lonLats = Arrays.copyOf(lonLats, Math.multiplyExact(slots, 2));
        handles = Arrays.copyOf(handles, slots);
        wear = Arrays.copyOf(wear, leaves);
        if (altitudes.length > 0) {
            growAltitudes(slots);
        }
    }

    private void growAltitudes(int slots) {
        int before = altitudes.length;
        altitudes = Arrays.copyOf(altitudes, slots);
        Arrays.fill(altitudes, before, slots, Double.NaN);
    }

    /** Adds a point, with room left for it, and returns its slot. The rectangle stays as it is. */
    int append(int leaf, int handle, double lon, double lat, double alt) {
        int slot = counts[leaf]++;
        handles[leaf * capacity + slot] = handle;
        write(leaf, slot, lon, lat, alt);
        return slot;
    }

    void write(int leaf, int slot, double lon, double lat, double alt) {
        int entry = leaf * capacity + slot;
        lonLats[2 * entry] = lon;
        lonLats[2 * entry + 1] = lat;
        // Either there is an altitude or there may be an old one to overwrite.
        if (altitudes.length > 0 || !Double.isNaN(alt)) {
            writeAltitude(entry, alt);
        }
    }

    private void writeAltitude(int entry, double alt) {
        if (altitudes.length == 0) {
            growAltitudes(handles.length);
        }
        altitudes[entry] = alt;
    }

    /** Puts the last point of the leaf into the slot and returns its handle, or −1 when the slot was the last. */
    int removeSlot(int leaf, int slot) {
        int last = --counts[leaf];
        if (slot == last) {
            return -1;
        }
        copySlot(leaf, last, slot);
        return handles[leaf * capacity + slot];
    }

    /** Copies a point to another slot of its leaf. */
    void copySlot(int leaf, int slot, int targetSlot) {
        int from = leaf * capacity + slot;
        int to = leaf * capacity + targetSlot;
        handles[to] = handles[from];
        lonLats[2 * to] = lonLats[2 * from];
        lonLats[2 * to + 1] = lonLats[2 * from + 1];
        if (altitudes.length > 0) {
            altitudes[to] = altitudes[from];
        }
    }

    int handle(int leaf, int slot) {
        return handles[leaf * capacity + slot];
    }

    double lon(int leaf, int slot) {
        return lonLats[2 * (leaf * capacity + slot)];
    }

    double lat(int leaf, int slot) {
        return lonLats[2 * (leaf * capacity + slot) + 1];
    }

    double alt(int leaf, int slot) {
        return altitudes.length == 0 ? Double.NaN : altitudes[leaf * capacity + slot];
    }

    /** Notes that something happened to a leaf and says whether it is time to tighten its rectangle. */
    boolean wearOut(int leaf, int amount, int limit) {
        int worn = wear[leaf] + amount;
        wear[leaf] = (byte) (worn >= limit ? 0 : worn);
        return worn >= limit;
    }

    @Override
    void copyRectangle(int leaf, int slot, double[] target, int targetAt) {
        double lon = lon(leaf, slot);
        double lat = lat(leaf, slot);
        Rectangles.set(target, targetAt, lon, lat, lon, lat);
    }

    @Override
    long bytes() {
        return super.bytes() + 8L * lonLats.length + 4L * handles.length + 8L * altitudes.length + wear.length;
    }
}
