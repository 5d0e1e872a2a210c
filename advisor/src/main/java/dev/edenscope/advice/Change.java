package dev.edenscope.advice;

/**
 * A line of source before and after: what a fix looks like there. It is a proposal, and may not compile as it stands.
 *
 * @param line source line, 1-based
 * @param before as it is, without its indentation
 * @param after as it could be; empty for a line that goes
 */
public record Change(int line, String before, String after) {}
