package com.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Serves requests of known cost, as its standard input says: {@code serve THREADS CALLS} has so many new threads make so many
 * requests each, {@code load} and {@code loaders} load a class that was not there, {@code
 * witness FILE} asks another agent. Answers {@code done}.
 */
public final class Requests {
    public static volatile Object sink; // what is stored here escapes

    private Requests() {}

    /** What a request is. */
    interface Handler {
        /** Makes three objects. */
        default void three(int n) {
            do { // the loop is at the method's start
                sink = new int[2];
                n--;
            } while (n > 0);
            sink = new Object();
            sink = new long[1];
        }

        void none();
    }

    static final class Api implements Handler {
        Api(int unused) {
            super();
        }

        /** Makes three objects, and calls itself under the same name, which makes none. */
        int handle(String text) {
            three(1);
            return handle(text.length());
        }

        int handle(int n) {
            return n;
        }

        @Override
        public void none() {}
    }

    /** Is loaded when somebody asks. */
    static final class Late {
        private Late() {}

        public static void call() {
            sink = new Object();
        }
    }

    public static void main(String[] arguments) throws Exception {
        new Api(0).handle("warm");
        System.out.println("ready");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                String[] word = line.split(" ", -1);
                switch (word[0]) {
                    case "serve" -> serve(Integer.parseInt(word[1]), Integer.parseInt(word[2]));
                    case "load" -> Late.call();
                    case "witness" -> Witness.write(Api.class, Path.of(word[1]));
                    case "loaders" -> loaders(Integer.parseInt(word[1]));
                    default -> throw new IllegalArgumentException(line);
                }
                System.out.println("done");
            }
        }
    }

    private static void serve(int threads, int calls) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(new Thread(() -> {
                Api api = new Api(1);
                for (int call = 0; call < calls; call++) {
                    api.handle("text");
                }
            }));
        }
        running.forEach(Thread::start);
        for (Thread each : running) {
            each.join();
        }
    }

    /** Calls the class of several loaders, of which the last sees nothing that is called Edenscope. */
    private static void loaders(int count) throws ReflectiveOperationException, IOException {
        String name = Late.class.getName();
        byte[] file;
        try (InputStream in = Requests.class.getResourceAsStream("Requests$Late.class")) {
            file = in.readAllBytes();
        }
        for (int i = 0; i < count; i++) {
            boolean blind = i == count - 1;
            ClassLoader loader = new ClassLoader(Requests.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
                    if (blind && wanted.contains("Edenscope")) {
                        throw new ClassNotFoundException(wanted);
                    }
                    return wanted.equals(name)
                            ? defineClass(name, file, 0, file.length)
                            : super.loadClass(wanted, resolve);
                }
            };
            Class<?> late = loader.loadClass(name);
            Method call = late.getMethod("call");
            call.setAccessible(true);
            call.invoke(null);
        }
    }
}
