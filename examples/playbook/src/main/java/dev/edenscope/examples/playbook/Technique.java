package dev.edenscope.examples.playbook;

import java.util.List;

/**
 * A way to allocate less, and what it is known to bring in Go.
 *
 * @param code its benchmarks: {@code before}, {@code after}, and others beside them
 * @param go objects before and after in Go, as published; empty where no figure is
 * @param goFactor how many times fewer objects that is, infinite where none is left, 1 where nothing is promised
 * @param rule of {@code docs/rules} that finds the like; empty where none does
 */
record Technique(Class<? extends Example> code, String go, double goFactor, String rule) {
    private static final double TO_NONE = Double.POSITIVE_INFINITY;

    /** All of them: first the worked examples, then the playbook's techniques in their order. */
    static final List<Technique> ALL = List.of(
            new Technique(BuildKey.class, "2 -> 1", 2, ""),
            new Technique(CollectIds.class, "", 1, "presize-list"),
            new Technique(FormatLines.class, "402 -> 101", 402.0 / 101, "string-format"),
            new Technique(LogLine.class, "23 -> 0", TO_NONE, "string-format"),
            new Technique(GetUser.class, "45 -> 12", 45.0 / 12, "string-bytes-copy"),
            new Technique(RequestContext.class, "several-fold", 2, "request-object"),
            new Technique(RenderRows.class, "200 -> 1", 200, "string-concat-loop"),
            new Technique(MeasureFirst.class, "", 1, ""),
            new Technique(PresizeList.class, "14 -> 1", 14, "presize-list"),
            new Technique(PresizeMap.class, "14 -> 1", 14, "presize-map"),
            new Technique(PooledBuffer.class, "10x", 10, "scratch-buffer"),
            new Technique(Boxing.class, "1 each -> 0", TO_NONE, "boxing"),
            new Technique(SmallValue.class, "1 each -> 0", TO_NONE, "request-object"),
            new Technique(ConcatNotFormat.class, "6-10 -> 1", 10, "string-format"),
            new Technique(ReuseOutput.class, "n -> 1", 100, "reuse-output"),
            new Technique(EscapeAware.class, "1 each -> 0", TO_NONE, "lambda-capture"),
            new Technique(TimerPerOp.class, "1 each -> 0", TO_NONE, "timer-per-op"),
            new Technique(TextToBytes.class, "1 each -> 0", TO_NONE, "string-bytes-copy"),
            new Technique(CompiledPattern.class, "n -> 0", TO_NONE, "regex-per-call"),
            new Technique(TypedJson.class, "5-10x", 5, "untyped-json"),
            new Technique(SlabPool.class, "1 each -> 0", TO_NONE, "scratch-buffer"),
            new Technique(ArrayNotList.class, "1 -> 1", 1, "boxing"));

    String name() {
        return code.getSimpleName();
    }
}
