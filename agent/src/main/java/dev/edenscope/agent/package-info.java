/**
 * Capture inside the profiled JVM: the sampler, and the endpoint that serves what it sees.
 *
 * <p>Three ways in: {@code -javaagent:edenscope-agent.jar=port=6060}, attach (what {@code eden record} does), and
 * {@link dev.edenscope.agent.Edenscope#start()} as a library. In the user's process the agent is a guest: no exception
 * leaves it, its memory is bounded, it listens on loopback only unless told otherwise.
 */
package dev.edenscope.agent;
