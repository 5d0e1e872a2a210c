/**
 * An order service over HTTP and JSON, written twice: {@code before} with the hidden allocations that profiles of such
 * services show, {@code after} without them. Both give the same bytes for the same requests. This package holds what
 * the two share: the data, the program that serves, and the load.
 */
package dev.edenscope.examples.orders;
