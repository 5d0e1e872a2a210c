package dev.edenscope.report;

/**
 * A frame of a stack, as finely as the report asks.
 *
 * @param name how the frame is printed: its function, file and line as far as the report goes into them
 * @param function name of the function; empty where it is unknown, or the report does not go into it
 * @param file source file as the profile names it; empty where it is unknown
 * @param line source line, 1-based; 0 where it is unknown, or the report does not go into it
 * @param inline whether the call was inlined into the frame's caller; false in views that add calls up
 */
public record Frame(String name, String function, String file, long line, boolean inline) {}
