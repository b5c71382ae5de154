/**
 * A spatial index on a grid of geohash cells of one size: the current positions of one namespace lie in flat buckets, one
 * chain per cell, and 4 x 4 cells make a tile.
 *
 * <p>A move that stays in its cell overwrites two doubles; any other change appends to one chain and fills the hole in
 * another, so every change is O(1), however many objects share a cell. Tiles are found by hashing their geohash prefix;
 * shorter prefixes form a sparse pyramid that leads searches of large areas and of empty ones to the tiles in use.
 * Changes and searches run at the same time: each tile is guarded by a sequence lock, and a search validates the tiles it
 * has read as a whole. Read {@link io.spatio.index.geohash.GeohashIndex} first, then {@code Grid} and {@code Search}.
 */
@NullMarked
package io.spatio.index.geohash;

import org.jspecify.annotations.NullMarked;
