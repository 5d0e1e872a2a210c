/** What code allocates, counted exactly, from within a test: objects and bytes per call, and the lines that they come from. */
package dev.edenscope.testkit;
