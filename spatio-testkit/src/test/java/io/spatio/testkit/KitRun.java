package io.spatio.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of the kit and says what failed. */
public record KitRun(List<String> passed, List<String> failures) {
    public static KitRun of(Class<?> testClass) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .build();
        List<String> passed = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.add(test.getDisplayName() + ": "
                            + result.getThrowable().map(Throwable::toString).orElse("?"));
                } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    passed.add(test.getDisplayName());
                }
            }
        });
        try {
            java.nio.file.Files.writeString(
                    java.nio.file.Path.of("/tmp/kit.txt"),
                    testClass.getSimpleName() + "\n   "
                            + String.join(
                                    "\n   ",
                                    failures.stream()
                                            .map(f -> f.substring(0, Math.min(170, f.length()))
                                                    .replace("\n", " "))
                                            .toList())
                            + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (java.io.IOException e) {
            throw new RuntimeException(e);
        }
        return new KitRun(passed, failures);
    }
}
