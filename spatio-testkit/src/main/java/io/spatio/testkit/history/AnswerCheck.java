package io.spatio.testkit.history;

import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Neighbor;
import io.spatio.testkit.model.SphereOracle;
import io.spatio.testkit.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Checks the answer to one query beside writers. A query is no snapshot, so it is taken apart into one claim for each object
 * of the namespace, and each claim is a read of that object by {@link ObjectHistory}, which must fit at some moment between
 * the query's start and its end:
 *
 * <ul>
 *   <li>An object in the answer: at that moment its current state was the row, with position, timestamp and metadata. So
 *       a torn row, an invented one, one older than what a write did that had returned before, or one that other answers
 *       show to be overwritten already, cannot be explained.
 *   <li>An object not in the answer: at that moment it did not satisfy the query. This is "an object that satisfies the query
 *       during the whole of it is returned", turned round.
 *   <li>Where the limit cut the answer off ({@code truncated()}): or at that moment it did not surely come before the last row,
 *       by the place which that row shows. This is so for the nearest, too: one surely nearer than the k-th during the whole
 *       query must be there. What the limit leaves out of an answer in any order, nobody can say.
 * </ul>
 *
 * <p>No right database is refused: an object that it shows or leaves out had the state that made it do so, at some moment of the query; that
 * moment, beside the moments at which writes and gets took effect, is the order that the search looks for. A position too
 * near an edge for the oracle counts as inside and outside.
 *
 * <p>What does not depend on time is checked at once: rows twice, outside, out of order, too many, at a wrong distance. And
 * an answer that says there were more needs an object that may have satisfied the query, at some moment of it, and is not in
 * the answer.
 */
final class AnswerCheck {
    private final Call call;
    private final Question question;
    private final Answer answer;
    private final Map<String, Location> rows = new HashMap<>();
    private final @Nullable Location last;
    private boolean moreSeen;

    /**
     * Checks what does not depend on time.
     *
     * @throws AssertionFailedError where that is wrong
     */
    AnswerCheck(Call call, Call.Query query) {
        this.call = call;
        this.question = query.question();
        this.answer = query.answer();
        checkSize();
        Located before = null;
        Location farthest = null;
        for (Located row : answer.rows()) {
            Location location = checked(row);
            if (before != null && !question.options().inAnyOrder()) {
                checkOrder(before, row);
            }
            before = row;
            boolean farther = farthest == null || question.before(location, farthest) == Verdict.OUTSIDE;
            farthest = farther ? location : farthest;
        }
        last = farthest;
    }

    private AssertionFailedError wrong(String what) {
        return new AssertionFailedError(what + ": " + call);
    }

    private void checkSize() {
        int limit = question.options().limit();
        if (answer.rows().size() > limit) {
            throw wrong("more rows than the limit");
        }
        if (answer.truncated() && answer.rows().size() < limit) {
            throw wrong("truncated() below the limit");
        }
    }

    private Location checked(Located row) {
        Location location = new Location(row.objectId(), row.position(), row.timestamp(), row.metadata());
        if (rows.put(row.objectId(), location) != null) {
            throw wrong("\"" + row.objectId() + "\" twice in one answer");
        }
        if (question.wants(location) == Verdict.OUTSIDE) {
            throw wrong(row + " does not satisfy the query");
        }
        if (question.isByDistance() != row instanceof Neighbor) {
            throw wrong("the wrong kind of row, " + row);
        }
        if (row instanceof Neighbor neighbor) {
            double meters = question.distance(row.position());
            if (Math.abs(neighbor.distanceMeters() - meters) > SphereOracle.margin(meters)) {
                throw wrong("not the distance of the position it came with, which is " + meters + ", " + row);
            }
        }
        return location;
    }

    private void checkOrder(Located before, Located row) {
        int byMeters = before instanceof Neighbor a && row instanceof Neighbor b
                ? Double.compare(a.distanceMeters(), b.distanceMeters())
                : 0;
        if (byMeters > 0 || (byMeters == 0 && Identifiers.compare(before.objectId(), row.objectId()) >= 0)) {
            throw wrong(row + " behind " + before);
        }
    }

    /** Adds what the answer claims of an object. */
    void addClaims(String objectId, List<Step.OfCall> steps) {
        Location row = rows.get(objectId);
        if (row != null) {
            ObjectState shown = ObjectState.at(row);
            steps.add(new Step.OfCall(call, (Step.Read) shown::equals));
            return;
        }
        steps.add(new Step.OfCall(call, (Step.Read) this::mayLack));
        if (answer.truncated()) {
            steps.add(new Step.OfCall(call, (Step.Watch) this::lookForMore));
        }
    }

    private boolean mayLack(ObjectState state) {
        if (!state.isPresent() || question.wants(state.present()) != Verdict.INSIDE) {
            return true;
        }
        boolean nobodyCanSay = question.options().inAnyOrder() && !question.isNearest();
        return answer.truncated()
                && (nobodyCanSay || last == null || question.before(state.present(), last) != Verdict.INSIDE);
    }

    private void lookForMore(ObjectState state) {
        moreSeen |= !moreSeen && state.isPresent() && question.wants(state.present()) != Verdict.OUTSIDE;
    }

    /** Whether a row belongs to an object that nobody wrote to; asked with all that were written to. */
    void checkKnown(Set<String> objectIds) {
        for (String objectId : rows.keySet()) {
            if (!objectIds.contains(objectId)) {
                throw wrong("\"" + objectId + "\" was never written");
            }
        }
    }

    /** Checks, when every object was gone through, that an answer that says so left something out. */
    void checkMore() {
        if (answer.truncated() && !moreSeen) {
            throw wrong("truncated() although there can have been no further row");
        }
    }
}
