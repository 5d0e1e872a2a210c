/** Objects and bytes per operation beside a benchmark's score. */
package dev.edenscope.jmh;
