/**
 * Point 14 of the contract, decided from outside: what many threads called on one namespace at the same time, when, and
 * what they were told, and whether objects that change one moment at a time can have answered so.
 *
 * <p>{@link io.spatio.testkit.history.CallRecorder} notes calls while they run;
 * {@link io.spatio.testkit.history.CallChecker} decides afterwards, object by object;
 * {@link io.spatio.testkit.history.HistoryCheck} does both over and over with random calls, within a budget. "History" means
 * the calls here, not an object's trajectory. Read {@code ObjectHistory} first, which holds the rule, then
 * {@code AnswerCheck}, which brings queries under it.
 */
@NullMarked
package io.spatio.testkit.history;

import org.jspecify.annotations.NullMarked;
