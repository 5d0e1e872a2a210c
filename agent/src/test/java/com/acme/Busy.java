package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A service that never rests: threads that come and go, virtual ones where there are any, classes loaded and unloaded,
 * objects of many sizes of which some stay for a while. Ends when its input does.
 */
public final class Busy {
    private static final Object[] KEPT = new Object[1 << 12];
    private static volatile boolean done;

    private Busy() {}

    /** Argument: milliseconds between bursts of work; 0: no pause. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long pauseMillis = Long.parseLong(arguments[0]);
        byte[] code;
        try (InputStream in = Reloading.class.getResourceAsStream("Reloading$Bytes.class")) {
            code = in.readAllBytes();
        }
        Thread worker = new Thread(() -> work(code, pauseMillis), "worker");
        worker.start();
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // until its end
        }
        done = true;
        worker.join();
    }

    private static void work(byte[] code, long pauseMillis) {
        for (int round = 0; !done; round++) {
            try {
                int r = round;
                Thread thread = new Thread(() -> allocate(r));
                thread.start();
                thread.join();
                if (Runtime.version().feature() >= 21) {
                    ((Thread) Thread.class
                                    .getMethod("startVirtualThread", Runnable.class)
                                    .invoke(null, (Runnable) () -> allocate(r + 1)))
                            .join();
                }
                if (round % 10 == 0) {
                    load(code);
                }
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            } catch (ReflectiveOperationException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void allocate(int round) {
        for (int i = 0; i < 200; i++) {
            KEPT[round * 200 + i & KEPT.length - 1] = new byte[i * i];
        }
    }

    @SuppressWarnings("unchecked")
    private static void load(byte[] code) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(Busy.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass("com.acme.Reloading$Bytes", code, 0, code.length);
            }

            @Override
            public Class<?> loadClass(String name) throws ClassNotFoundException {
                return name.equals("com.acme.Reloading$Bytes") ? findClass(name) : super.loadClass(name);
            }
        };
        Supplier<Object> made = (Supplier<Object>) loader.loadClass("com.acme.Reloading$Bytes")
                .getDeclaredConstructor()
                .newInstance();
        for (int i = 0; i < 20; i++) {
            KEPT[i] = made.get();
        }
    }
}
