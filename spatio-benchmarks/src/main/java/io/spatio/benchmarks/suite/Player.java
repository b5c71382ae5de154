package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;

/** A contestant in a contest. One thread at a time. */
final class Player implements AutoCloseable {
    /** How closely answers must agree with brute force. */
    enum Strictness {
        /** The same objects in the same order. */
        IN_ORDER,
        /** The same objects. */
        AS_A_SET,
        /** The same but for rounding of distances, in any order: the peer has another formula. */
        ROUNDED
    }

    /** Whose it is. */
    private enum Role {
        OURS,
        /** Ours as another revision has it. */
        EARLIER,
        PEER
    }

    private final String name;
    private final Role role;
    private final Strictness strictness;
    private final Child child;
    private boolean exactWithin = true;
    private boolean exactNearest = true;

    private Player(String name, Role role, Strictness strictness, Child child) {
        this.name = name;
        this.role = role;
        this.strictness = strictness;
        this.child = child;
    }

    /** One of ours, named by its index. */
    static Player ours(String index, Strictness strictness, Child child) {
        return new Player(index, Role.OURS, strictness, child);
    }

    /** One of ours as another revision has it, named by its index. */
    static Player earlier(String index, Strictness strictness, Child child) {
        return new Player(index, Role.EARLIER, strictness, child);
    }

    /** A peer. */
    static Player peer(String name, Child child) {
        return new Player(name, Role.PEER, Strictness.ROUNDED, child);
    }

    String name() {
        return name;
    }

    boolean isOurs() {
        return role == Role.OURS;
    }

    boolean isPeer() {
        return role == Role.PEER;
    }

    /** Whether this is what another revision has in the place of one of ours. */
    boolean isEarlierThan(Player ours) {
        return role == Role.EARLIER && name.equals(ours.name);
    }

    Strictness strictness() {
        return strictness;
    }

    Child child() {
        return child;
    }

    /** Whether the answers that a work rests on agree with brute force. */
    boolean exactIn(String work) {
        return switch (work) {
            case "radius" -> exactWithin;
            case "knn" -> exactNearest;
            default -> true;
        };
    }

    /** Notes what the check said. */
    void checked(boolean within, boolean nearest) {
        exactWithin = within;
        exactNearest = nearest;
    }

    @Override
    public void close() {
        child.close();
    }

    @Override
    public String toString() {
        return role == Role.EARLIER ? name + " before" : name;
    }
}
