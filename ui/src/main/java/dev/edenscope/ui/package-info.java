/**
 * The page: one HTML file that shows a profile in any browser, without a network.
 *
 * <p>{@link dev.edenscope.ui.PageData} is what it shows, {@link dev.edenscope.ui.Page} the file. What runs in the browser is in
 * {@code ui/page}, and is built into a resource beside this package.
 */
package dev.edenscope.ui;
