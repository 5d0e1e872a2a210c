package dev.edenscope.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which methods each call was seen to be inlined to, in any compiled code: C2 decides by a profile that all copies of a method
 * share, so where a call has left nothing in one copy, it went where it went in the others.
 */
final class Receivers {
    private static final int MOST = 2; // that C2 inlines at one call

    private final Map<CompiledCode.Frame, Set<CompiledCode.Method>> seen = new HashMap<>();

    Receivers(List<CompiledCode.Compilation> compilations) {
        for (CompiledCode.Compilation compilation : compilations) {
            for (CompiledCode.Call call : compilation.calls()) {
                List<CompiledCode.Frame> chain = call.chain();
                for (int i = 0; i < chain.size() - 1; i++) {
                    seen.computeIfAbsent(chain.get(i + 1), at -> new LinkedHashSet<>(2))
                            .add(chain.get(i).method());
                }
            }
        }
    }

    /** The methods that a call is known to come to; none where it is not known, or there are too many. */
    List<CompiledCode.Method> at(CompiledCode.Method caller, int bci) {
        Set<CompiledCode.Method> all = seen.getOrDefault(new CompiledCode.Frame(caller, bci), Set.of());
        return all.size() > MOST ? List.of() : new ArrayList<>(all);
    }
}
