package dev.edenscope.advice;

/**
 * What looks like a case for a rule, and is better left as it is.
 *
 * @param finding what it would have been
 * @param reason why not
 */
public record Left(Finding finding, String reason) {}
