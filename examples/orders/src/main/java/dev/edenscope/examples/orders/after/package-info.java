/**
 * The order service of the package {@code before}, file by file, without the garbage: typed records, kept encoders,
 * arrays of primitives, and one request context for each worker thread.
 */
package dev.edenscope.examples.orders.after;
