package io.spatio.index.geohash;

/**
 * One generation of the tables that find tiles. Tiles are added to it; when it is full or holds mostly empty tiles, a new
 * generation of the tiles in use takes its place.
 */
final class Directory {
    private static final int MIN_CAPACITY = 4;

    private final TileTable tiles;
    private final Pyramid pyramid;

    private Directory(TileTable tiles, Pyramid pyramid) {
        this.tiles = tiles;
        this.pyramid = pyramid;
    }

    /** Holds nothing, and is full at once or almost. */
    static Directory empty() {
        return new Directory(new TileTable(2), new Pyramid(1));
    }

    /** With room for at least as many tiles and nodes again. */
    static Directory withRoomFor(int tiles, int nodes, int tileBits) {
        return new Directory(
                new TileTable(powerOfTwo(4L * tiles)),
                new Pyramid(powerOfTwo(4L * nodes + 4L * Pyramid.levels(tileBits))));
    }

    private static int powerOfTwo(long atLeast) {
        return (int) Math.min(1 << 30, Long.highestOneBit(Math.max(MIN_CAPACITY, atLeast) * 2 - 1));
    }

    TileTable tiles() {
        return tiles;
    }

    Pyramid pyramid() {
        return pyramid;
    }

    /** Adds a tile; the pyramid leads to those of the largest size only. */
    void add(Tile tile, int tileBits) {
        tiles.add(tile);
        if (Pyramid.bits(tile.key()) == tileBits) {
            pyramid.add(tile.key());
        }
    }

    /** Whether some more tiles of smaller sizes, or one of the largest, might not fit. */
    boolean full(int more, int tileBits) {
        return !tiles.hasRoom(more) || pyramid.full(tileBits);
    }

    long bytes() {
        return 12L * tiles.capacity() + 16L * pyramid.capacity() + 160;
    }
}
