package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;

/** A stream is ten objects or so before it has looked at an element. */
final class StreamHot implements Rule {
    private static final String STREAMS = "java.util.stream.";

    @Override
    public String id() {
        return "stream-hot";
    }

    @Override
    public String title() {
        return "a stream in a hot method";
    }

    @Override
    public String caveat() {
        return "It pays where the stream is short and the line runs often; elsewhere the stream may read better.";
    }

    /** Whether a method, by its name, is a stream's. */
    static boolean isOfStream(String method) {
        return method.startsWith(STREAMS) || method.endsWith(".stream");
    }

    /** Whether it is the machinery of a stream: its stages, sinks, spliterators and lambdas, not what comes out of it. */
    static boolean isMachinery(Allocation allocation) {
        String type = allocation.className();
        boolean stage = type.startsWith(STREAMS) && !type.contains("[]") && !type.contains("Node");
        boolean spliterator = type.startsWith("java.util.") && type.endsWith("Spliterator");
        return (stage || spliterator) && isOfStream(allocation.entry());
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> machinery = scene.where(
                each -> isMachinery(each) || (LambdaCapture.isLambda(each) && scene.has(StreamHot::isMachinery)));
        if (machinery.stream().noneMatch(StreamHot::isMachinery)) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(machinery, 1),
                "Each run of the line builds a stream: its stages, a spliterator, sinks, and the lambdas that capture.",
                "Write a loop here; leave streams that run seldom or are long as they are.",
                List.of(),
                Confidence.HIGH));
    }
}
