package dev.edenscope.junit;

import dev.edenscope.agent.Recording;
import dev.edenscope.testkit.Allocations;
import dev.edenscope.testkit.Threads;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** Holds tests to their {@link AllocationBudget}. */
final class AllocationExtension implements InvocationInterceptor {
    /** What a test may take; no limit where negative. */
    private record Budget(double objects, double bytes, Threads threads) {
        static Budget of(Method test) {
            return AnnotationSupport.findAnnotation(test, NoAllocation.class)
                    .map(none -> new Budget(0, 0, none.threads()))
                    .orElseGet(() -> AnnotationSupport.findAnnotation(test, AllocationBudget.class)
                            .map(some -> new Budget(some.allocsPerOp(), some.bytesPerOp(), some.threads()))
                            .orElseThrow());
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        check(call, name(call));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        check(call, name(call) + ":" + context.getDisplayName());
    }

    private static String name(ReflectiveInvocationContext<Method> call) {
        return call.getTargetClass().getName() + "." + call.getExecutable().getName();
    }

    private static void check(ReflectiveInvocationContext<Method> call, String name) throws Throwable {
        Budget budget = Budget.of(call.getExecutable());
        Allocations each = count(call, name, budget.threads());
        String excess = excess("allocs/op", each.objectsPerCall(), budget.objects())
                + excess("B/op", each.bytesPerCall(), budget.bytes());
        if (!excess.isEmpty()) {
            throw new AssertionFailedError("over its allocation budget: " + excess + "\n" + explained(each, call));
        }
    }

    private static Allocations count(ReflectiveInvocationContext<Method> call, String name, Threads threads)
            throws Throwable {
        Method method = call.getExecutable();
        Object target = call.getTarget().orElse(null);
        Object[] arguments = call.getArguments().toArray();
        method.setAccessible(true);
        String frame = method.getDeclaringClass().getName() + "." + method.getName();
        Path results = folder().resolve("results");
        try {
            Allocations each = Allocations.of(threads, () -> method.invoke(target, arguments), frame::equals);
            ResultFiles.add(results, call.getTargetClass(), name, each);
            return each;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            ResultFiles.add(results, call.getTargetClass(), name, String.valueOf(e.getMessage()));
            throw new AssertionFailedError("allocations were not measured: " + e.getMessage(), e);
        }
    }

    private static String excess(String unit, double measured, double budget) {
        return budget < 0 || measured <= budget
                ? ""
                : String.format(Locale.ROOT, "%s %s, budget %s; ", plain(measured), unit, plain(budget));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    /** What was counted, and kept in a recording, which says why. */
    private static String explained(Allocations each, ReflectiveInvocationContext<Method> call) {
        try {
            Path file = Files.createDirectories(folder()).resolve(name(call).replace('$', '.') + ".eden");
            Recording.write(each.profile(), file);
            return each.explained(file) + "  more: eden why -m=2 " + file + "\n";
        } catch (IOException e) {
            return each + "  (why is not known: " + e.getMessage() + ")\n";
        }
    }

    /** In what Maven or Gradle put what they make into, or the working directory. */
    private static Path folder() {
        for (String each : new String[] {"target", "build"}) {
            if (Files.isDirectory(Path.of(each))) {
                return Path.of(each, "edenscope");
            }
        }
        return Path.of("edenscope");
    }
}
