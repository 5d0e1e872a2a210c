/**
 * Views of a profile: over its call graph (the top entries, trees, annotated source) and over its samples (traces, labels,
 * stacks for flame graphs, all that it holds).
 *
 * <p>A view is a pure function of a {@link dev.edenscope.profile.Profile} and {@link dev.edenscope.report.Options} and
 * gives a record; {@link dev.edenscope.report.Text}, {@link dev.edenscope.report.SampleText} and {@link
 * dev.edenscope.report.RawText} lay records out as {@code go tool pprof} does, {@link dev.edenscope.report.JsonReport} as
 * JSON. Numbers in a record are the profile's own, unscaled. The package imports {@code java.base} and the profile model only.
 */
package dev.edenscope.report;
