package dev.edenscope.advice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Numbers as objects. */
final class Boxing implements Rule {
    private static final Set<String> BOXES = Set.of(
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Short",
            "java.lang.Character",
            "java.lang.Byte");
    private static final List<String> BETWEEN = List.of("java.util.", "java.lang.");

    @Override
    public String id() {
        return "boxing";
    }

    @Override
    public String title() {
        return "numbers as objects";
    }

    @Override
    public String caveat() {
        return "Where null means something, a primitive needs another sign for it.";
    }

    /** Whether it is a number that the line itself puts in a box. */
    static boolean isBox(Allocation allocation) {
        return BOXES.contains(allocation.className()) && allocation.entersBy(allocation.className() + ".valueOf");
    }

    /** Whether it is a number that a stream or a comparator of the line's puts in a box. */
    private static boolean isBoxedInside(Allocation allocation) {
        return BOXES.contains(allocation.className())
                && allocation.leaf().equals(allocation.className() + ".valueOf")
                && allocation.path().stream().allMatch(frame -> BETWEEN.stream().anyMatch(frame::startsWith))
                && (allocation.passesClass("stream.") || allocation.passesClass("Comparator."));
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> boxes = scene.where(each -> isBox(each) || isBoxedInside(each));
        // Arguments of a format or of a log line go with it.
        if (boxes.isEmpty() || scene.has(StringFormat::isFormat) || VarargsLogging.isForLog(scene)) {
            return Optional.empty();
        }
        String type = primitive(boxes.get(0).className());
        boolean compared = boxes.get(0).passesClass("Comparator.");
        String text = scene.code().map(Code::statement).orElse("");
        String cause =
                "Each number becomes an object, " + boxes.get(0).className().substring(10) + ", of 16 bytes or more"
                        + (compared ? ", two for each comparison." : ".");
        return Optional.of(
                new Hint(this, Saving.of(boxes, 1), cause, fix(type, compared, text), List.of(), Confidence.HIGH));
    }

    private static String fix(String type, boolean compared, String text) {
        String capital = Character.toUpperCase(type.charAt(0)) + type.substring(1);
        if (compared) {
            return "Compare without boxes: Comparator.comparing" + capital + ", thenComparing" + capital + ".";
        }
        if (text.contains(".boxed()") || text.contains("Collectors.")) {
            return "Stay with the primitive stream, or fill a " + type
                    + "[]; boxed() only where a collection has to come out.";
        }
        if (text.contains("+=") || text.contains("-=")) {
            return "Declare the sum as " + type + ".";
        }
        if (text.matches(".*\\.(?:put|merge|get|getOrDefault|add|remove|computeIfAbsent|containsKey)\\(.*")) {
            return "Keep them in an array, or in a collection of primitives; a class with a field of type " + type
                    + " where a key or value has to be an object.";
        }
        return "Keep it a plain " + type + ", as far as it goes.";
    }

    private static String primitive(String box) {
        return switch (box) {
            case "java.lang.Integer" -> "int";
            case "java.lang.Character" -> "char";
            default -> box.substring(10).toLowerCase(Locale.ROOT);
        };
    }
}
