/** A running JVM as it is seen from one look to the next, and what of it stands on a screen of a certain size. */
package dev.edenscope.live;
