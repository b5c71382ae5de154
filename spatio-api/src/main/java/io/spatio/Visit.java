package io.spatio;

/**
 * A maximal run of consecutive records of one object that lie inside an area and a time range.
 *
 * @param objectId the object's id
 * @param first the first record of the run
 * @param last the last record of the run; the first itself when the run has one
 * @param points how many records the run has
 */
public record Visit(String objectId, TrackPoint first, TrackPoint last, long points) {}
