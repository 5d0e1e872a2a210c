/**
 * What to change, where, and how much it brings: the playbook as rules.
 *
 * <p>A {@link dev.edenscope.advice.Case} is a recording; it falls into {@link dev.edenscope.advice.Scene}s, one for each
 * line of the application that objects are allocated for. A {@link dev.edenscope.advice.Rule} looks at a scene and says what
 * it has to say as a {@link dev.edenscope.advice.Hint}; {@link dev.edenscope.advice.Advice} puts the hints on one line into
 * one {@link dev.edenscope.advice.Finding}, keeps back what is not worth saying, and sorts by gain.
 */
package dev.edenscope.advice;
