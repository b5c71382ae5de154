package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes a subscriber wants, from where on, and what it is told when it is slow. Immutable; any thread. A method returns a
 * changed copy.
 *
 * <p>{@code ChangesRequest.ofNamespace("fleet").inside(area).fromCurrentState().latestPerObject()}
 */
public final class ChangesRequest {
    /** How many undelivered changes {@link ChangesPolicy#ALL} keeps unless told otherwise. */
    public static final int DEFAULT_BOUND = 65_536;
    /** Every change of every namespace from now on, history-only records apart. */
    public static final ChangesRequest ALL = new ChangesRequest(new Settings());

    /** Where a subscription begins. */
    public enum Start {
        /** With the writes that begin after the subscription was made. */
        NOW,
        /** After a place that an earlier subscription told. */
        AFTER,
        /** With the current positions, then the changes after them. */
        CURRENT_STATE
    }

    private final @Nullable String namespace;
    private final @Nullable Set<String> objectIds;
    private final @Nullable Area area;
    private final boolean withRecorded;
    private final Start start;
    private final @Nullable ChangeToken token;
    private final ChangesPolicy policy;
    private final int bound;

    private ChangesRequest(Settings settings) {
        namespace = settings.namespace;
        objectIds = settings.objectIds == null ? null : Set.copyOf(settings.objectIds);
        area = settings.area;
        withRecorded = settings.withRecorded;
        start = settings.start;
        token = settings.token;
        policy = settings.policy;
        bound = settings.bound;
        if (namespace == null && (objectIds != null || area != null)) {
            throw new IllegalArgumentException(
                    "ids and an area are followed in one namespace: begin with ChangesRequest.ofNamespace");
        }
        if (withRecorded && policy == ChangesPolicy.LATEST_PER_OBJECT) {
            throw new IllegalArgumentException(
                    "LATEST_PER_OBJECT tells no records of history: leave out recorded()" + " or take the policy ALL");
        }
    }

    /** The values of a copy that is being made. */
    private static final class Settings {
        private @Nullable String namespace;
        private @Nullable Set<String> objectIds;
        private @Nullable Area area;
        private boolean withRecorded;
        private Start start = Start.NOW;
        private @Nullable ChangeToken token;
        private ChangesPolicy policy = ChangesPolicy.ALL;
        private int bound = DEFAULT_BOUND;
    }

    private Settings settings() {
        Settings settings = new Settings();
        settings.namespace = namespace;
        settings.objectIds = objectIds;
        settings.area = area;
        settings.withRecorded = withRecorded;
        settings.start = start;
        settings.token = token;
        settings.policy = policy;
        settings.bound = bound;
        return settings;
    }

    /**
     * The changes of one namespace from now on; it need not exist.
     *
     * @throws IllegalArgumentException when the name is not legal
     */
    public static ChangesRequest ofNamespace(String name) {
        Settings settings = new Settings();
        settings.namespace = Identifiers.requireNamespace(name);
        return new ChangesRequest(settings);
    }

    /**
     * The same for some objects alone, and for {@link ChangeKind#DROPPED} of their namespace. O(number of ids) in memory.
     *
     * @throws IllegalArgumentException when an id is not legal or no namespace was named
     */
    public ChangesRequest ofObjects(Collection<String> ids) {
        Settings settings = settings();
        settings.objectIds = new HashSet<>();
        for (String id : ids) {
            settings.objectIds.add(Identifiers.requireObjectId(id));
        }
        return new ChangesRequest(settings);
    }

    /**
     * The same where the old or the new position is inside an area. {@link ChangeKind#ERASED} and {@link ChangeKind#DROPPED} pass
     * every area.
     *
     * @throws IllegalArgumentException when no namespace was named
     */
    public ChangesRequest inside(Area newArea) {
        Settings settings = settings();
        settings.area = requireNonNull(newArea, "newArea");
        return new ChangesRequest(settings);
    }

    /**
     * The same with what is recorded in history only, as {@link ChangeKind#RECORDED}.
     *
     * @throws IllegalArgumentException with {@link ChangesPolicy#LATEST_PER_OBJECT}
     */
    public ChangesRequest recorded() {
        Settings settings = settings();
        settings.withRecorded = true;
        return new ChangesRequest(settings);
    }

    /** The same, beginning with the writes that begin after the subscription was made; the default. */
    public ChangesRequest fromNow() {
        return from(Start.NOW, null);
    }

    /**
     * The same, continuing after a place. Where the {@code spatio.feed-window} no longer reaches back to it,
     * {@link ChangesPolicy#ALL} is refused with {@link io.spatio.error.ChangesLostException}, and
     * {@link ChangesPolicy#LATEST_PER_OBJECT} begins from the current state: what is not told before {@link ChangeKind#SYNCED} is gone.
     */
    public ChangesRequest after(ChangeToken place) {
        return from(Start.AFTER, requireNonNull(place, "place"));
    }

    /**
     * The same, beginning with the current positions as {@link ChangeKind#STATE} in any order, beside changes made meanwhile;
     * {@link ChangeKind#SYNCED} tells that all of it was told.
     */
    public ChangesRequest fromCurrentState() {
        return from(Start.CURRENT_STATE, null);
    }

    private ChangesRequest from(Start newStart, @Nullable ChangeToken place) {
        Settings settings = settings();
        settings.start = newStart;
        settings.token = place;
        return new ChangesRequest(settings);
    }

    /**
     * The same, keeping every change until it is polled, up to a bound.
     *
     * @param mostUndelivered how many changes of the namespace and objects followed, inside the area or not, may wait; at least 1.
     *     One more, and the subscription ends with {@link io.spatio.error.ChangesLostException}
     */
    public ChangesRequest keepingAll(int mostUndelivered) {
        if (mostUndelivered < 1) {
            throw new IllegalArgumentException("mostUndelivered " + mostUndelivered + " is below 1");
        }
        Settings settings = settings();
        settings.policy = ChangesPolicy.ALL;
        settings.bound = mostUndelivered;
        return new ChangesRequest(settings);
    }

    /**
     * The same, telling of each object what became of it since it was last told.
     *
     * @throws IllegalArgumentException with {@link #recorded}
     */
    public ChangesRequest latestPerObject() {
        Settings settings = settings();
        settings.policy = ChangesPolicy.LATEST_PER_OBJECT;
        return new ChangesRequest(settings);
    }

    /** The namespace followed, or null for all. */
    public @Nullable String namespace() {
        return namespace;
    }

    /** The objects followed, or null for all. Immutable. */
    public @Nullable Set<String> objectIds() {
        return objectIds;
    }

    /** The area followed, or null for everywhere. */
    public @Nullable Area area() {
        return area;
    }

    /** Whether history-only records are told. */
    public boolean withRecorded() {
        return withRecorded;
    }

    /** Where to begin. */
    public Start start() {
        return start;
    }

    /** The place to continue after, or null. */
    public @Nullable ChangeToken token() {
        return token;
    }

    /** What a slow subscriber is told. */
    public ChangesPolicy policy() {
        return policy;
    }

    /** How many undelivered changes {@link ChangesPolicy#ALL} keeps. */
    public int bound() {
        return bound;
    }

    @Override
    public String toString() {
        return "ChangesRequest[" + (namespace == null ? "all namespaces" : namespace)
                + (objectIds == null ? "" : ", " + objectIds.size() + " ids")
                + (area == null ? "" : ", inside " + area)
                + (withRecorded ? ", recorded" : "")
                + ", from " + (token == null ? start : token)
                + ", " + policy + (policy == ChangesPolicy.ALL ? " up to " + bound : "") + "]";
    }
}
