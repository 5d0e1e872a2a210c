/**
 * Garbage collection: a {@linkplain dev.edenscope.gc.GcHistory history} of collections, the {@linkplain
 * dev.edenscope.gc.GcPicture picture} of what they cost, and a {@linkplain dev.edenscope.gc.GcModel model} of how often
 * they come, for asking what would happen if.
 */
package dev.edenscope.gc;
