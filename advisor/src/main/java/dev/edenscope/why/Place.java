package dev.edenscope.why;

/** What tells one {@link Site} from another; the components are the site's. */
record Place(String file, int line, String method, String className, String maker) {}
