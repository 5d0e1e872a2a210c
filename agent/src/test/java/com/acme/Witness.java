package com.acme;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;

/** An agent that tells what class file it is given when a class is retransformed. */
public final class Witness implements ClassFileTransformer {
    private static Instrumentation instrumentation;

    private byte[] seen = {};

    private Witness() {}

    public static void premain(String options, Instrumentation of) {
        instrumentation = of;
    }

    /** Writes the class file into a file. */
    static void write(Class<?> of, Path file) throws UnmodifiableClassException, IOException {
        Witness witness = new Witness();
        instrumentation.addTransformer(witness, true);
        try {
            instrumentation.retransformClasses(of);
        } finally {
            instrumentation.removeTransformer(witness);
        }
        Files.write(file, witness.seen);
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        seen = file;
        return null;
    }
}
