package dev.edenscope.advice;

/** How sure a rule is that its cause is the cause and its fix a fix. */
public enum Confidence {
    /** The stacks alone tell it. */
    HIGH,
    /** The stacks tell the cause; whether the fix fits depends on code that they do not show. */
    MEDIUM,
    /** It is worth a look. */
    LOW
}
