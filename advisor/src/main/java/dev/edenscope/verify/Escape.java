package dev.edenscope.verify;

import dev.edenscope.why.Escapes;

/**
 * What became of a place where objects reached the heap.
 *
 * @param kind gone, new, still there, or not known
 * @param text the same in a line, with the reason
 * @param objects that were made there: for what is gone, still there or unknown before the change, for what is new after
 *     it; by the {@linkplain Per divisor}
 * @param bytes their bytes
 */
public record Escape(Escapes.Kind kind, String text, double objects, double bytes) {}
