/** What benchmarks, tests and recordings measured an operation to cost, and what it may cost. */
package dev.edenscope.budget;
