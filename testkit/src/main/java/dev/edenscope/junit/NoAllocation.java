package dev.edenscope.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test method that may allocate nothing once the JIT is done with it; see {@link AllocationBudget}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@AllocationBudget(allocsPerOp = 0, bytesPerOp = 0)
public @interface NoAllocation {}
