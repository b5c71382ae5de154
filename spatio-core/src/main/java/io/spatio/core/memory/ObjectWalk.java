package io.spatio.core.memory;

import org.jspecify.annotations.Nullable;

/**
 * The objects a cursor walks over: one, those of a namespace, or all, and of these the ones that were there when it was
 * opened and still are. Called under the store's lock.
 */
final class ObjectWalk {
    /** No object is left. */
    static final int END = -1;
    /** None was found yet: ask again, with the lock released meanwhile. */
    static final int NOT_YET = -2;

    /** Beyond, the numbers of a namespace are not copied; all numbers are looked at instead. */
    private static final int MOST_COPIED = 1 << 16;

    private static final int STEPS = 4096;

    private final int @Nullable [] numbers;
    private final @Nullable ObjectNumbers owner;
    private final int end;
    private final int stamp;
    private int at;

    private ObjectWalk(ObjectLedger ledger, int @Nullable [] numbers, @Nullable ObjectNumbers owner, int end) {
        this.numbers = numbers;
        this.owner = owner;
        this.end = end;
        this.stamp = ledger.stamp();
    }

    /** Over one object. */
    static ObjectWalk one(ObjectLedger ledger, int number) {
        return new ObjectWalk(ledger, new int[] {number}, null, 1);
    }

    /** Over all objects. */
    static ObjectWalk all(ObjectLedger ledger) {
        return new ObjectWalk(ledger, null, null, ledger.end());
    }

    /** Over the objects of a namespace. */
    static ObjectWalk of(ObjectLedger ledger, String namespace) {
        ObjectNumbers owner = ledger.ofNamespace(namespace);
        if (owner == null) {
            return new ObjectWalk(ledger, null, null, 0);
        }
        if (owner.size() > MOST_COPIED) {
            return new ObjectWalk(ledger, null, owner, ledger.end());
        }
        int[] numbers = owner.all();
        return new ObjectWalk(ledger, numbers, null, numbers.length);
    }

    /** The next object's number, {@link #END} or {@link #NOT_YET}. Looks at a bounded number of objects. */
    int next(ObjectLedger ledger) {
        for (int steps = 0; steps < STEPS; steps++) {
            if (at >= end) {
                return END;
            }
            int number = numbers == null ? at : numbers[at];
            at++;
            if (ledger.isKnown(number)
                    && ledger.stamp(number) - stamp <= 0
                    && (owner == null || ledger.owner(number) == owner)) {
                return number;
            }
        }
        return NOT_YET;
    }
}
