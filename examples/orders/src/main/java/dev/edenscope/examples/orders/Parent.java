package dev.edenscope.examples.orders;

import java.util.Optional;

/** The process that this one must not outlive. */
final class Parent {
    private static final long LOOK_MILLIS = 250;

    private Parent() {}

    /** Ends this JVM within half a second of the end of that process, or of the one that started this JVM. */
    static void leaveWith(long pid) {
        Optional<Long> starter = ProcessHandle.current().parent().map(ProcessHandle::pid);
        Thread watch = new Thread(() -> watch(pid, starter), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(long pid, Optional<Long> starter) {
        try {
            // A killed parent that nobody has waited for still looks alive: its children have another parent by then.
            while (isAlive(pid)
                    && ProcessHandle.current().parent().map(ProcessHandle::pid).equals(starter)) {
                Thread.sleep(LOOK_MILLIS);
            }
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
