package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Loads classes in loaders that are thrown away, over and over, and has them allocate. */
public final class Reloading {
    static volatile Object sink; // what is stored here escapes

    private Reloading() {}

    /** Makes arrays of bytes. */
    public static final class Bytes implements Supplier<Object> {
        @Override
        public Object get() {
            return bytes();
        }

        private static Object bytes() {
            return new byte[1000];
        }
    }

    /** Makes arrays of longs. */
    public static final class Longs implements Supplier<Object> {
        @Override
        public Object get() {
            return longs();
        }

        private static Object longs() {
            return new long[125];
        }
    }

    private static final class Thrown extends ClassLoader {
        private final byte[] code;

        Thrown(byte[] code) {
            super(Reloading.class.getClassLoader());
            this.code = code;
        }

        Object make(String name) throws ReflectiveOperationException {
            return defineClass(name, code, 0, code.length)
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }

    /** Argument: how many loaders. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        int rounds = Integer.parseInt(arguments[0]);
        byte[] bytes = code("Reloading$Bytes.class");
        byte[] longs = code("Reloading$Longs.class");
        for (int i = 0; i < rounds; i++) {
            if (i % 2 == 0) {
                use(bytes, "com.acme.Reloading$Bytes");
            } else {
                use(longs, "com.acme.Reloading$Longs");
            }
            if (i % 500 == 499) {
                System.gc();
            }
        }
        System.out.println("TRUTH " + rounds / 2 * 100L);
    }

    private static byte[] code(String resource) throws IOException {
        try (InputStream in = Reloading.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    @SuppressWarnings("unchecked")
    private static void use(byte[] code, String name) throws ReflectiveOperationException {
        Supplier<Object> made = (Supplier<Object>) new Thrown(code).make(name);
        for (int i = 0; i < 100; i++) {
            sink = made.get();
        }
    }
}
