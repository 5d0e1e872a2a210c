package dev.edenscope.advice;

import dev.edenscope.profile.Application;
import dev.edenscope.profile.CallCount;
import dev.edenscope.why.Names;
import dev.edenscope.why.Use;
import dev.edenscope.why.Uses;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A line of the application, and all that is allocated for it: what a rule sees.
 *
 * @param file source file as the profile names it, {@code com/acme/Orders.java}; empty where unknown
 * @param line source line, 0 where unknown
 * @param method the method that the line is in, {@code com.acme.Orders.price}
 * @param allocations what is allocated for it, most bytes first
 * @param code the source around the line, where it was found
 * @param recording what the line is part of
 */
public record Scene(
        String file, int line, String method, List<Allocation> allocations, Optional<Code> code, Recording recording) {

    /**
     * The recording as a whole.
     *
     * @param total what was allocated
     * @param seconds how long it took; 0 where unknown
     * @param per the calls of a method that were counted meanwhile, of the first if there are several
     * @param bytesPerSample how many bytes a sample stands for; 0 where every object was counted or that is unknown
     * @param application which code is the application's
     * @param uses what its code does with its objects, where that is known
     * @param feature the JDK's feature release, such as 17, where it is known
     * @param regionBytes size of G1's regions, where that is known
     */
    public record Recording(
            Traffic total,
            double seconds,
            Optional<CallCount> per,
            long bytesPerSample,
            Application application,
            Optional<Uses> uses,
            OptionalInt feature,
            OptionalLong regionBytes) {}

    public Scene {
        allocations = List.copyOf(allocations);
    }

    /** The allocations for which a condition holds. */
    public List<Allocation> where(Predicate<Allocation> condition) {
        return allocations.stream().filter(condition).toList();
    }

    /** Whether an allocation has it. */
    public boolean has(Predicate<Allocation> condition) {
        return allocations.stream().anyMatch(condition);
    }

    /**
     * What the method does with the objects that the line makes or gets; empty where that is not known.
     *
     * @param maker which are meant, as {@link Uses#of} has it
     */
    public Optional<Set<Use>> uses(Predicate<String> maker) {
        return recording.uses().flatMap(uses -> uses.of(method, line, maker));
    }

    /**
     * Whether the line adds to something that is in a field and stays: that collects from many calls, and nobody knows how
     * large it will be.
     *
     * @param arrays what grows
     * @param adds the methods by which the line adds
     */
    boolean isCollecting(List<Allocation> arrays, Predicate<String> adds) {
        Traffic traffic = Traffic.of(arrays);
        boolean dies = traffic.liveBytes() >= 0 && traffic.isShortLived();
        return !dies && receivers(adds).equals(Set.of(Uses.FIELD));
    }

    /** Where the objects come from that the line calls methods on, as {@link Uses#receivers} has it. */
    Set<String> receivers(Predicate<String> calls) {
        return recording.uses().map(uses -> uses.receivers(method, line, calls)).orElse(Set.of());
    }

    /** Whether the line runs once for each class, when it is initialised. */
    public boolean isInitialiser() {
        return method.endsWith(".<clinit>");
    }

    /** The line as people write it: {@code Orders.java:43}. */
    public String place() {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.isEmpty() ? Names.method(method) : line == 0 ? name : name + ":" + line;
    }
}
