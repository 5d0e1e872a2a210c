package dev.edenscope.junit;

import dev.edenscope.agent.Recording;
import dev.edenscope.testkit.Allocations;
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
    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        check(call);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        invocation.proceed();
        check(call);
    }

    private static void check(ReflectiveInvocationContext<Method> call) throws Throwable {
        AllocationBudget budget = AnnotationSupport.findAnnotation(call.getExecutable(), AllocationBudget.class)
                .orElseThrow();
        Allocations each = count(call);
        String excess = excess("allocs/op", each.objectsPerCall(), budget.allocsPerOp())
                + excess("B/op", each.bytesPerCall(), budget.bytesPerOp());
        if (!excess.isEmpty()) {
            throw new AssertionFailedError("over its allocation budget: " + excess + "\n" + each + why(each, call));
        }
    }

    private static Allocations count(ReflectiveInvocationContext<Method> call) throws Throwable {
        Method method = call.getExecutable();
        Object target = call.getTarget().orElse(null);
        Object[] arguments = call.getArguments().toArray();
        method.setAccessible(true);
        String name = method.getDeclaringClass().getName() + "." + method.getName();
        try {
            return Allocations.of(() -> method.invoke(target, arguments), name::equals);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
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

    /** Keeps what was counted, for the question why. */
    private static String why(Allocations each, ReflectiveInvocationContext<Method> call) {
        String test =
                call.getTargetClass().getName() + "." + call.getExecutable().getName();
        try {
            Path folder = Files.createDirectories(folder().resolve("edenscope"));
            Path file = folder.resolve(test.replace('$', '.') + ".eden");
            Recording.write(each.profile(), file);
            return "  why: eden why " + file + "\n";
        } catch (IOException e) {
            return "  (no recording for `eden why`: " + e.getMessage() + ")\n";
        }
    }

    /** Where Maven or Gradle put what they make, or the working directory. */
    private static Path folder() {
        for (String each : new String[] {"target", "build"}) {
            if (Files.isDirectory(Path.of(each))) {
                return Path.of(each);
            }
        }
        return Path.of("");
    }
}
