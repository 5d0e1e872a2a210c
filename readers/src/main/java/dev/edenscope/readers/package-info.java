/** Profiles of every kind of file, recognised by content. */
package dev.edenscope.readers;
