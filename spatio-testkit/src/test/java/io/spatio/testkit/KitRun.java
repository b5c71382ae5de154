package io.spatio.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a class of the kit and says what failed. */
public record KitRun(List<String> passed, List<String> failures) {
    private static final int MOST_RACES = 20;

    public static KitRun of(Class<?> testClass) {
        return run(selectClass(testClass));
    }

    /** Runs one topic of a class of the kit, which is a class nested in the kit's own. */
    public static KitRun of(Class<?> testClass, String topic) {
        Class<?> kit = testClass;
        while (!kit.getPackageName().equals(KitRun.class.getPackageName())) {
            kit = kit.getSuperclass();
        }
        return run(selectNestedClass(List.of(testClass.getName()), kit.getName() + "$" + topic));
    }

    /** Runs a topic whose threads race, until it fails: each run is another draw of what threads do. */
    public static KitRun racing(Class<?> testClass, String topic) {
        KitRun run = of(testClass, topic);
        for (int again = 1; run.failures().isEmpty() && again < MOST_RACES; again++) {
            run = of(testClass, topic);
        }
        return run;
    }

    private static KitRun run(DiscoverySelector selector) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
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
        return new KitRun(passed, failures);
    }
}
