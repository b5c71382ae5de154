package io.spatio.testkit.history;

import io.spatio.Location;
import io.spatio.Timestamps;
import io.spatio.testkit.history.Call.Upsert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opentest4j.AssertionFailedError;

/**
 * Checks what a {@link CallRecorder} recorded on one namespace, which was empty before: gets and writes of each object are
 * linearizable, and every query saw each object as it was at some moment of it. A database that is right passes always; one
 * that is wrong is found where calls met its fault. One thread.
 */
public final class CallChecker {
    private final Map<String, ObjectHistory> objects = new LinkedHashMap<>();

    /** Will check calls on these objects. */
    public CallChecker(Collection<String> objectIds) {
        objectIds.forEach(id -> objects.put(id, new ObjectHistory(id)));
    }

    /**
     * Checks what was recorded since the last time; no recorded call runs. The states that objects may be in now are
     * remembered for the next time.
     *
     * @throws AssertionFailedError that tells the call which nothing explains, and those around it
     */
    public void check(CallRecorder recorder) {
        check(recorder.takeCalls(), recorder.clockLog());
        recorder.clockLog().forgetPast();
    }

    void check(List<Call> calls, ClockLog clock) {
        List<AnswerCheck> answers = new ArrayList<>();
        Map<String, List<Step.OfCall>> steps = new LinkedHashMap<>();
        objects.keySet().forEach(id -> steps.put(id, new ArrayList<>()));
        for (Call call : calls) {
            if (call.deed() instanceof Call.Query query) {
                AnswerCheck answer = new AnswerCheck(call, query);
                answer.checkKnown(objects.keySet());
                answers.add(answer);
            } else {
                addSteps(call, clock, steps);
            }
        }
        objects.forEach((id, history) -> {
            List<Step.OfCall> own = steps.getOrDefault(id, List.of());
            answers.forEach(answer -> answer.addClaims(id, own));
            history.goThrough(own);
            steps.remove(id);
        });
        answers.forEach(AnswerCheck::checkMore);
    }

    /** The states an object may be in. */
    Set<ObjectState> states(String objectId) {
        return history(objectId).states();
    }

    private ObjectHistory history(String objectId) {
        ObjectHistory history = objects.get(objectId);
        if (history == null) {
            throw new IllegalArgumentException("object \"" + objectId + "\" is none of " + objects.keySet());
        }
        return history;
    }

    private void addSteps(Call call, ClockLog clock, Map<String, List<Step.OfCall>> steps) {
        List<Long> times = clock.between(call.start(), call.end());
        Call.Deed deed = call.deed();
        if (deed instanceof Call.Upserts upserts) {
            Map<String, List<Upsert>> byObject = new LinkedHashMap<>();
            upserts.elements().forEach(e -> byObject.computeIfAbsent(e.objectId(), id -> new ArrayList<>())
                    .add(e));
            byObject.forEach((id, elements) -> add(steps, id, call, upserts(elements, times)));
        } else if (deed instanceof Call.Delete delete) {
            add(steps, delete.objectId(), call, delete(delete, times));
        } else if (deed instanceof Call.Erase erase) {
            Step.Write write = state ->
                    erase.known() == (state.kind() != ObjectState.Kind.NONE) ? Set.of(ObjectState.NONE) : Set.of();
            add(steps, erase.objectId(), call, write);
        } else if (deed instanceof Call.Drop) {
            Step.Write write = state -> Set.of(ObjectState.NONE);
            objects.keySet().forEach(id -> add(steps, id, call, write));
        } else if (deed instanceof Call.Get get) {
            ObjectState seen = get.location().map(ObjectState::at).orElse(ObjectState.NONE);
            Step.Read read = state -> seen.isPresent() ? seen.equals(state) : !state.isPresent();
            add(steps, get.objectId(), call, read);
        } else if (deed instanceof Call.Exists exists) {
            Step.Read read = state -> state.isPresent() == exists.present();
            add(steps, exists.objectId(), call, read);
        }
    }

    private static void add(Map<String, List<Step.OfCall>> steps, String objectId, Call call, Step step) {
        List<Step.OfCall> own = steps.get(objectId);
        if (own == null) {
            throw new IllegalArgumentException("a call on \"" + objectId + "\", which is none of " + steps.keySet());
        }
        own.add(new Step.OfCall(call, step));
    }

    /** A batch becomes visible object by object: all its elements of one object at one moment, in their order. */
    private static Step.Write upserts(List<Upsert> elements, List<Long> clock) {
        return state -> {
            Set<ObjectState> states = Set.of(state);
            for (Upsert element : elements) {
                Set<ObjectState> after = new LinkedHashSet<>();
                states.forEach(before -> addStates(after, before, element, clock));
                states = after;
            }
            return states;
        };
    }

    private static void addStates(Set<ObjectState> after, ObjectState before, Upsert element, List<Long> clock) {
        Long given = element.micros();
        for (long time : given == null ? clock : List.of(given)) {
            ObjectState record = record(element, given == null ? before.atOrAfterItself(time) : time);
            if (before.outcomeOfUpsert(record) == element.outcome()) {
                after.add(before.afterUpsert(record));
            }
        }
    }

    private static ObjectState record(Upsert element, long micros) {
        return ObjectState.at(
                new Location(element.objectId(), element.position(), Timestamps.toInstant(micros), element.metadata()));
    }

    private static Step.Write delete(Call.Delete delete, List<Long> clock) {
        return state -> {
            Set<ObjectState> after = new LinkedHashSet<>();
            Long given = delete.micros();
            for (long time : given == null ? clock : List.of(given)) {
                long micros = given == null ? state.atOrAfterItself(time) : time;
                if (state.outcomeOfDelete(micros) == delete.outcome()) {
                    after.add(state.afterDelete(micros));
                }
            }
            return after;
        };
    }
}
