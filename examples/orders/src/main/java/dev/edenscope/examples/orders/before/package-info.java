/**
 * The order service as it is often written: each line that makes garbage is short and looks innocent, and its comment
 * names the disease. The package {@code after} has the same files with the same behaviour and the cures.
 */
package dev.edenscope.examples.orders.before;
