/** Budgets of allocation as JUnit tests. */
package dev.edenscope.junit;
