package io.spatio.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Skips the rest of a run once a test has failed: one failure is enough to refuse a mutant. */
public final class StopAfterFailure implements ExecutionCondition, TestWatcher {
    private static final ExtensionContext.Namespace FAILED = ExtensionContext.Namespace.create(StopAfterFailure.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean failed = context.getRoot().getStore(FAILED).get(FAILED) != null;
        return failed
                ? ConditionEvaluationResult.disabled("another test failed already")
                : ConditionEvaluationResult.enabled("no test failed yet");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        context.getRoot().getStore(FAILED).put(FAILED, true);
    }
}
