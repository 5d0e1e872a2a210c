package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Allocates in places with names of every kind; the lines are marked. */
public final class Named {
    private static final int MANY = 1000;
    static volatile Object sink; // what is stored here escapes

    private final short[] filler = new short[4]; // LINE: constructor

    static {
        sink = new char[] {'a', 'b', 'c'}; // LINE: initializer
    }

    static final class Nested {
        static void make() {
            sink = new Nested[3]; // LINE: nested
        }

        @Override
        public String toString() {
            return "Nested";
        }
    }

    /** The source of the hidden class; hidden, its name has a suffix that differs from run to run. */
    public static final class Veiled implements Supplier<Object> {
        @Override
        public Object get() {
            return new Veiled[1]; // LINE: veiled
        }
    }

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        if (arguments.length > 0) {
            deep(Integer.parseInt(arguments[0]));
            return;
        }
        @SuppressWarnings("unchecked")
        Supplier<Object> hidden = (Supplier<Object>) hide();
        Supplier<Object> anonymous = new Supplier<>() {
            @Override
            public Object get() {
                return new double[2]; // LINE: anonymous
            }
        };
        IntFunction<Object> lambda = i -> {
            return new float[i]; // LINE: lambda
        };
        for (int i = 0; i < MANY; i++) {
            sink = new Named(); // LINE: object
            Nested.make();
            sink = new Named[2][3]; // LINE: array
            sink = anonymous.get();
            sink = lambda.apply(4);
            sink = hidden.get();
            int captured = i;
            sink = (Supplier<Object>) () -> captured; // LINE: capture
            sink = new Object[] {new boolean[5]}; // LINE: two on a line
            sink = overloaded(i);
            sink = overloaded("x");
        }
    }

    private static Object overloaded(int i) {
        return new int[i % 2];
    }

    private static Object overloaded(String text) {
        return new String[text.length()];
    }

    private static Object hide() throws IOException, ReflectiveOperationException {
        try (InputStream in = Named.class.getResourceAsStream("Named$Veiled.class")) {
            return MethodHandles.lookup()
                    .defineHiddenClass(in.readAllBytes(), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }

    /** As many different stacks as n, one frame deeper each. */
    private static void deep(int n) {
        sink = new long[7];
        if (n > 0) {
            deep(n - 1);
        }
    }

    @Override
    public String toString() {
        return "Named " + filler.length;
    }
}
