/**
 * Allocation-saving techniques, each as a benchmark before and after: what two articles on Go show, written as it would be in
 * Java. {@code examples/playbook/run} makes the table of {@code docs/playbook.md}.
 */
package dev.edenscope.examples.playbook;
