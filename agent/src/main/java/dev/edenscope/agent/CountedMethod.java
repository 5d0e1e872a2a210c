package dev.edenscope.agent;

import dev.edenscope.profile.CallCount;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A method, all overloads of it together, whose calls are to be counted, and what came of that. */
final class CountedMethod {
    /** What the counter itself calls, which would not end. */
    private static final List<String> REFUSED = List.of(
            "java.lang.Thread.getId",
            "java.lang.Thread.threadId",
            "java.lang.invoke.",
            "java.util.concurrent.atomic.",
            "java.util.Objects.",
            "jdk.internal.");

    private final String name;
    private final String type;
    private final String method;
    private Counter counter;
    private boolean woven;
    private String absent = ""; // why it was not found in its class
    private String problem = "";

    /**
     * A method by its name.
     *
     * @param name {@code com.acme.Api.handle}, {@code com.acme.Outer.Inner.run} or {@code com.acme.Outer$Inner.run}, {@code
     *     com.acme.Order.<init>}
     * @throws IllegalArgumentException in one line, if it cannot be one
     */
    CountedMethod(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || dot == name.length() - 1 || name.chars().anyMatch(c -> c <= ' ' || c == '(' || c == '/')) {
            throw new IllegalArgumentException("per=" + name + ": expected the class and the name of a method, such as"
                    + " com.acme.Api.handle, com.acme.Outer.Inner.run or com.acme.Order.<init>");
        }
        for (String refused : REFUSED) {
            if (name.startsWith(refused)) {
                throw new IllegalArgumentException("per=" + name + ": calls of " + refused
                        + "* cannot be counted, for the counter makes some itself");
            }
        }
        this.name = name;
        this.type = name.substring(0, dot);
        this.method = name.substring(dot + 1);
    }

    /** Its class and its own name, as they were given. */
    String name() {
        return name;
    }

    /** Its name in the class. */
    String method() {
        return method;
    }

    void countBy(Counter by) {
        counter = by;
    }

    Counter counter() {
        return counter;
    }

    /** Whether it is of the class of this name, internal or not; of a nested class the name may have dots. */
    boolean isOf(String className) {
        if (className.length() != type.length()) {
            return false;
        }
        for (int i = 0; i < type.length(); i++) { // on each thread that loads a class: nothing is allocated
            char one = type.charAt(i);
            char other = className.charAt(i);
            boolean both = (one == '.' || one == '$') && (other == '.' || other == '/' || other == '$');
            if (one != other && !both) {
                return false;
            }
        }
        return true;
    }

    /** Notes what was found in its class. */
    synchronized void lookedFor(String className, Weaving.Result result) {
        if (result.woven().contains(method)) {
            woven = true;
        } else if (result.methods().contains(method)) {
            absent = "it has no code in " + className.replace('/', '.') + ", it is abstract or native";
        } else {
            absent = className.replace('/', '.') + " declares no such method, but " + some(result.methods())
                    + "; count one that it inherits where that is declared";
        }
    }

    private static String some(Set<String> methods) {
        int most = 10;
        return methods.stream().limit(most).collect(Collectors.joining(", "))
                + (methods.size() > most ? " and " + (methods.size() - most) + " more" : "");
    }

    /** Whether its class was seen, and has no such method: a class of this name elsewhere may have it. */
    synchronized boolean isMissing() {
        return !woven && !absent.isEmpty() && problem.isEmpty();
    }

    /** Says why it cannot be counted; the first reason is kept. */
    synchronized void failed(String why) {
        problem = problem.isEmpty() ? why : problem;
    }

    /** Why it is not counted; empty where it is. */
    synchronized String problem() {
        if (woven || !problem.isEmpty()) {
            return problem;
        }
        return absent.isEmpty() ? "no class " + type + " was loaded" : absent;
    }

    /** What a profile says of its calls. What is not known is no number. */
    String comment(long calls) {
        String why = problem();
        return why.isEmpty() ? new CallCount(name, calls).comment() : "calls of " + name + ": not known: " + why;
    }
}
