package dev.edenscope.bench;

import dev.edenscope.agent.Edenscope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import one.profiler.AsyncProfiler;

/**
 * A program with a profiler that standard input switches on and off: {@code Switched PROFILER MAIN ARGUMENTS...}. Each
 * line, {@code on} or {@code off}, is answered by {@code switched N} when it is done.
 *
 * <p>So the same compiled code runs with the profiler and without, in turn: what HotSpot compiles, and how, differs
 * from start to start by more than a profiler costs.
 */
final class Switched {
    private Switched() {}

    private interface Profiler {
        void on() throws IOException;

        void off() throws IOException;
    }

    private static final class OfEdenscope implements Profiler {
        private Edenscope edenscope;

        @Override
        public void on() throws IOException {
            edenscope = Edenscope.start("interval=512k");
            if (!edenscope.problem().isEmpty()) {
                throw new IOException(edenscope.problem());
            }
        }

        @Override
        public void off() {
            edenscope.close();
        }
    }

    private record OfAsyncProfiler(AsyncProfiler profiler, String file) implements Profiler {
        @Override
        public void on() throws IOException {
            profiler.execute("start,event=alloc,alloc=512k,jfr,file=" + file);
        }

        @Override
        public void off() throws IOException {
            profiler.execute("stop");
        }
    }

    public static void main(String[] args) throws ReflectiveOperationException {
        Profiler profiler = switch (args[0]) {
            case "edenscope" -> new OfEdenscope();
            default -> {
                String[] library = args[0].split("=", 2);
                yield new OfAsyncProfiler(AsyncProfiler.getInstance(library[0]), library[1]);
            }
        };
        Thread reader = new Thread(() -> obey(profiler), "switch");
        reader.setDaemon(true);
        reader.start();
        try {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void obey(Profiler profiler) {
        int done = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line; (line = in.readLine()) != null; ) {
                if (line.equals("on")) {
                    profiler.on();
                } else {
                    profiler.off();
                }
                System.out.println("switched " + ++done + ";");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
