package dev.edenscope.why;

import java.util.List;

/**
 * A place in the source where objects are born, and what became of them.
 *
 * @param file source file as the profile names it, empty where unknown
 * @param line source line, 0 where unknown
 * @param method the application's method that the line is in
 * @param className class of the objects
 * @param maker the method that makes them where that is another one, a library's, else empty
 * @param verdict what became of them
 * @param causes why, the plainest first
 * @param heapCopies in how many of the compiled copies of the place objects are allocated
 * @param copies how many there are
 * @param objects objects sampled there, estimated; in the recording
 * @param bytes their bytes
 */
public record Site(
        String file,
        int line,
        String method,
        String className,
        String maker,
        Verdict verdict,
        List<Cause> causes,
        int heapCopies,
        int copies,
        long objects,
        long bytes) {
    public Site {
        causes = List.copyOf(causes);
    }

    /** Whether its objects were seen to be on the heap, in compiled code. */
    public boolean isOnHeap() {
        return verdict == Verdict.ESCAPES || verdict == Verdict.NOT_SCALAR_REPLACED || verdict == Verdict.NO_CAUSE;
    }

    /** The same where only bytecode was looked at: nothing is proved, and there are no copies to be counted. */
    Site fromBytecode() {
        List<Cause> inferred = causes.stream()
                .map(cause -> new Cause(cause.kind(), cause.text(), cause.where(), false))
                .toList();
        return new Site(file, line, method, className, maker, verdict.fromBytecode(), inferred, 0, 0, objects, bytes);
    }
}
