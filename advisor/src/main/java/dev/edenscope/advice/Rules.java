package dev.edenscope.advice;

import java.util.List;

/** The playbook: all rules, in the order in which they are listed. */
public final class Rules {
    public static final List<Rule> ALL = List.of(
            new PresizeList(),
            new PresizeMap(),
            new StringConcatLoop(),
            new StringFormat(),
            new BuilderGrowth(),
            new Boxing(),
            new StringBytesCopy(),
            new RegexPerCall(),
            new UntypedJson(),
            new ExpensivePerCall(),
            new ScratchBuffer(),
            new ReuseOutput(),
            new RequestObject(),
            new LambdaCapture(),
            new StreamHot(),
            new VarargsLogging(),
            new EnumValues(),
            new ExceptionFlow(),
            new TimerPerOp(),
            new DefensiveCopy(),
            new IntermediateCollection(),
            new IteratorEscape(),
            new Humongous(),
            new UuidDecimalDates());

    private Rules() {}
}
