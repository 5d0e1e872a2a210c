/**
 * The one profile model: samples of values over stacks, as profile.proto has them.
 *
 * <p>Every source (live capture, a file, another runtime) becomes a {@link dev.edenscope.profile.Profile}, and every
 * view is a function of one. The package imports {@code java.base} only.
 */
package dev.edenscope.profile;
