package com.acme;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Arrays;

/** An agent that says what class file it is given when a class is retransformed. */
public final class Witness implements ClassFileTransformer {
    private static Instrumentation instrumentation;

    private byte[] seen = {};

    private Witness() {}

    public static void premain(String options, Instrumentation of) {
        instrumentation = of;
    }

    /** A hash of the class file, and whose counters it has. */
    static String ask(Class<?> of) throws UnmodifiableClassException {
        Witness witness = new Witness();
        instrumentation.addTransformer(witness, true);
        try {
            instrumentation.retransformClasses(of);
        } finally {
            instrumentation.removeTransformer(witness);
        }
        String text = new String(witness.seen, StandardCharsets.ISO_8859_1);
        int counter = text.indexOf("EdenscopeCalls");
        return Arrays.hashCode(witness.seen) + (counter < 0 ? "" : " " + text.substring(counter, counter + 14));
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        seen = file;
        return null;
    }
}
