package dev.edenscope.advice;

import dev.edenscope.why.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text that becomes bytes, or bytes that become a text: a copy each time. */
final class StringBytesCopy implements Rule {
    private static final String[] TO_BYTES = {"java.lang.String.getBytes"};
    private static final String[] TO_CHARS = {"java.lang.String.toCharArray"};
    private static final String[] TO_TEXT = {"java.lang.String.<init>"};

    /** Whether the copy is put somewhere: there it is the form that is kept. */
    private static boolean isStored(Scene scene) {
        return scene.uses(maker -> maker.equals("java.lang.String") || maker.equals("java.lang.String.getBytes"))
                .map(uses -> uses.stream().anyMatch(use -> use.kind() == Use.Kind.STORED))
                .orElse(false);
    }

    @Override
    public String id() {
        return "string-bytes-copy";
    }

    @Override
    public String title() {
        return "copies between texts and bytes";
    }

    @Override
    public String caveat() {
        return "One form has to be made once: only the second copy of the same text is for nothing.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> bytes = scene.where(each -> each.entersBy(TO_BYTES) || each.entersBy(TO_CHARS));
        List<Allocation> texts = new ArrayList<>(scene.where(each -> each.entersBy(TO_TEXT)));
        if (!texts.isEmpty()) {
            texts.addAll(scene.where(each -> each.isDirect() && each.isOf("java.lang.String")));
        }
        boolean out = Traffic.of(bytes).bytes() >= Traffic.of(texts).bytes();
        List<Allocation> copies = out ? bytes : texts;
        if (copies.isEmpty() || isStored(scene)) {
            return Optional.empty();
        }
        if (Traffic.of(copies).isLongLived()) {
            return Optional.of(Hint.leave(this, copies, "what it copies is kept: one form of it is needed"));
        }
        return Optional.of(new Hint(
                this,
                Saving.of(copies, 1),
                out
                        ? "The text is encoded into an array of its own, which is soon garbage."
                        : "The bytes are decoded into a String of its own, which is soon garbage.",
                out
                        ? "Write the text straight to where it goes (a Writer, a CharsetEncoder over a kept buffer), or keep its bytes."
                        : "Work on the bytes: parse and compare from the buffer; make the String only of what is kept.",
                List.of(),
                Confidence.MEDIUM));
    }
}
