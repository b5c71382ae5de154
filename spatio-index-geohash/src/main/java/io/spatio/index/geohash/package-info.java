/**
 * A spatial index on a grid of geohash cells whose size follows the density of the objects: the current positions of one
 * namespace lie in flat buckets, one chain per cell, and the cells of one shorter prefix make a tile.
 *
 * <p>A move that stays in its cell overwrites two doubles; any other change appends to one chain and fills the hole in
 * another. A tile is cut into as many cells as the number of its objects calls for, and smaller tiles take its place where
 * that does not part them, so every change is O(1) on average, however many objects share a cell. Tiles are found by hashing
 * their geohash prefix; shorter prefixes form a sparse pyramid that leads searches of large areas and of empty ones to the
 * tiles in use. Changes and searches run at the same time: each tile is guarded by a sequence lock, and a search validates the
 * tiles it has read as a whole. Read {@link io.spatio.index.geohash.GeohashIndex} first, then {@code Grid}, {@code Tiles} and
 * {@code Search}.
 */
@NullMarked
package io.spatio.index.geohash;

import org.jspecify.annotations.NullMarked;
