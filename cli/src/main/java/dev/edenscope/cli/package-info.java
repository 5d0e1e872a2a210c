/** The command line: {@code eden}. Only this package prints and exits. */
package dev.edenscope.cli;
