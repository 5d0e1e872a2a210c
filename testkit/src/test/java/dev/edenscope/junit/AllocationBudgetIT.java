package dev.edenscope.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@Tag("jvm")
final class AllocationBudgetIT {
    static Object kept;
    static int number;

    /** Tests with budgets that hold and that do not, as a user writes them. */
    static final class Budgets {
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
    }

    /** Message of each test's failure, empty where it passed. */
    private static Map<String, String> run() {
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

    @Test
    void whatIsOverItsBudgetFailsAndSaysWhere() {
        Map<String, String> results = run();
        assertThat(results.keySet())
                .containsExactly("[1] 10", "[2] 100", "nothing()", "something()", "twoObjects()");
        assertThat(results.get("nothing()")).isEmpty();
        assertThat(results.get("twoObjects()")).isEmpty();
        assertThat(results.get("[1] 10")).isEmpty();
        assertThat(results.get("[2] 100")).startsWith("over its allocation budget: 120 B/op, budget 100; ");
        assertThat(results.get("something()"))
                .startsWith(
                        "over its allocation budget: 1 allocs/op, budget 0; 56 B/op, budget 0; \n1 allocs/op, 56 B/op (")
                .contains("AllocationBudgetIT.java:35  int[]  1 allocs/op, 56 B/op  ")
                .contains(
                        "  why: eden why target/edenscope/dev.edenscope.junit.AllocationBudgetIT.Budgets.something.eden\n");
    }
}
