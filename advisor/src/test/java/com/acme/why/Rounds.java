package com.acme.why;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Runs every case until C2 has compiled all of them and rests, says {@code warm}, then for each line of its input {@value #TIMES}
 * times once more, and says {@code done}.
 */
public final class Rounds {
    public static final int TIMES = 4_000;
    private static final int ROUND = 500;
    private static final int QUIET = 5; // looks in a row at which nothing had changed
    private static final List<Class<?>> THEMES = List.of(
            Places.class,
            Calls.class,
            Arrayed.class,
            Merges.class,
            Boxing.class,
            Lambdas.class,
            Texts.class,
            Containers.class,
            Throwing.class,
            Types.class,
            Sharing.class);

    private final List<Case> cases = new ArrayList<>();
    private final List<Case.Maker> makers = new ArrayList<>();
    private final Set<String> methods = new HashSet<>();
    private int at;
    private long sum;
    private Object last;

    private Rounds() throws ReflectiveOperationException {
        for (Class<?> theme : THEMES) {
            for (Class<?> each : theme.getDeclaredClasses()) {
                if (Case.class.isAssignableFrom(each)) {
                    cases.add((Case) made(each));
                    methods.add(each.getName() + ".run(I)I");
                } else if (Case.Maker.class.isAssignableFrom(each)) {
                    makers.add((Case.Maker) made(each));
                    methods.add(each.getName() + ".make(I)Ljava/lang/Object;");
                }
            }
        }
    }

    private static Object made(Class<?> of) throws ReflectiveOperationException {
        return of.getDeclaredConstructor().newInstance();
    }

    private void run(int times) {
        for (Case each : cases) {
            int from = at;
            for (int i = 0; i < times; i++) {
                sum += each.run(from + i);
            }
        }
        for (Case.Maker each : makers) {
            int from = at;
            for (int i = 0; i < times; i++) {
                last = each.make(from + i);
            }
        }
        at = (at + times) & 0xfffff;
    }

    private static String ask(String command) throws JMException {
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        return (String) ManagementFactory.getPlatformMBeanServer().invoke(commands, command, null, null);
    }

    /** What C2 has compiled: the JVM's lines {@code ID LEVEL STATE METHOD [...]}. */
    private static Set<String> compiled() throws JMException {
        Set<String> compiled = new HashSet<>();
        for (String line : ask("compilerCodelist").split("\n", -1)) {
            String[] word = line.strip().split(" +", -1);
            if (word.length > 3 && word[1].equals("4")) {
                compiled.add(word[0] + " " + word[3]);
            }
        }
        return compiled;
    }

    private boolean isAllCompiled(Set<String> compiled) {
        Set<String> missing = new HashSet<>(methods);
        compiled.forEach(each -> missing.remove(each.substring(each.indexOf(' ') + 1)));
        return missing.isEmpty();
    }

    /** In a thread of its own, for one that is older has part of its buffer left, which nobody counts. */
    private static void inAThread(Runnable what) throws InterruptedException {
        Thread thread = new Thread(what, "rounds");
        thread.start();
        thread.join();
    }

    private void warmUp() throws JMException, InterruptedException {
        Set<String> before = Set.of();
        for (int quiet = 0; quiet < QUIET; ) {
            inAThread(() -> {
                for (long begin = System.nanoTime(); System.nanoTime() - begin < 300_000_000L; ) {
                    run(ROUND);
                }
            });
            Set<String> now = compiled();
            boolean rests = now.equals(before)
                    && isAllCompiled(now)
                    && !ask("compilerQueue").contains("::");
            quiet = rests ? quiet + 1 : 0;
            before = now;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = new Rounds();
        rounds.warmUp();
        System.out.println("warm");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (in.readLine() != null) {
                inAThread(() -> rounds.run(TIMES));
                System.out.println("done");
            }
        } catch (IOException e) {
            System.out.println(e);
        }
        System.out.println(rounds.sum + " " + rounds.last);
    }
}
