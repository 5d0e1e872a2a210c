package dev.edenscope.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests with budgets that hold and that do not, as a user writes them; and a program that runs them. */
final class Budgets {
    static volatile Object kept;
    static int number;

    @Test
    @NoAllocation
    void nothing() {
        number++;
    }

    @Test
    @NoAllocation
    void something() {
        kept = new int[10];
    }

    @Test
    @AllocationBudget(allocsPerOp = 2, bytesPerOp = 64)
    void twoObjects() {
        kept = new Object[] {new int[2]};
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    @AllocationBudget(bytesPerOp = 100)
    void bytes(int size) {
        kept = new byte[size];
    }

    /** Message of each test's failure, empty where it passed. */
    static Map<String, String> run() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Budgets.class))
                .build();
        Map<String, String> results = new TreeMap<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(
                            test.getDisplayName(),
                            result.getThrowable().map(Throwable::getMessage).orElse(""));
                }
            }
        });
        return results;
    }

    /** Prints what became of the tests, a line and the lines of a failure each. */
    public static void main(String[] arguments) {
        run().forEach((test, failure) -> System.out.println(test + ": " + failure.strip()));
    }
}
