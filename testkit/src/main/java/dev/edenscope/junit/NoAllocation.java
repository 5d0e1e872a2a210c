package dev.edenscope.junit;

import dev.edenscope.testkit.Threads;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test method that may allocate nothing once the JIT is done with it; see {@link AllocationBudget}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(AllocationExtension.class)
public @interface NoAllocation {
    /** Whose allocations count. With {@link Threads#ALL} tests must not run side by side. */
    Threads threads() default Threads.CURRENT;
}
