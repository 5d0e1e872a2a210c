package dev.edenscope.junit;

import dev.edenscope.testkit.Threads;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a call of a test method may allocate at most, once the JIT is done with it. The test runs once as always; then it is
 * called again, some 20,000 times or for 5 s, and counted, without the methods that run before and after each test.
 *
 * <pre>{@code
 * @Test
 * @AllocationBudget(allocsPerOp = 3, bytesPerOp = 128)
 * void encodes() {
 *     codec.encode(order);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(AllocationExtension.class)
public @interface AllocationBudget {
    /** Most objects a call; no limit if negative. */
    double allocsPerOp() default -1;

    /** Most bytes a call; no limit if negative. */
    double bytesPerOp() default -1;

    /** Whose allocations count. With {@link Threads#ALL} tests must not run side by side. */
    Threads threads() default Threads.CURRENT;
}
