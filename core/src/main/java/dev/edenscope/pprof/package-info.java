/**
 * profile.proto, the file format of {@code go tool pprof}, read and written.
 *
 * <p>Imports {@code dev.edenscope.profile} only; the protobuf encoding is read and written by hand.
 */
package dev.edenscope.pprof;
