package dev.edenscope.advice;

import java.util.List;

/** The playbook: all rules, in the order in which they are listed. */
public final class Rules {
    public static final List<Rule> ALL = List.of(new PresizeList(), new StringFormat(), new Boxing());

    private Rules() {}
}
