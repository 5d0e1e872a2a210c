/**
 * Views of a profile: the top entries, annotated source.
 *
 * <p>A view is a pure function of a {@link dev.edenscope.profile.Profile} and {@link dev.edenscope.report.Options} and
 * gives a record; {@link dev.edenscope.report.Text} lays a record out as {@code go tool pprof} does. Numbers in a record
 * are the profile's own, unscaled. The package imports {@code java.base} and the profile model only.
 */
package dev.edenscope.report;
