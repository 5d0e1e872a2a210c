package dev.edenscope.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON that is read into maps, lists and boxes. */
final class UntypedJson implements Rule {
    private static final List<String> UNTYPED = List.of(
            "UntypedObjectDeserializer", // Jackson, to Object and Map<String, Object>
            "BaseNodeDeserializer", // Jackson, to JsonNode
            "JsonNodeDeserializer",
            "ObjectTypeAdapter", // Gson
            "JSONObject", // org.json
            "JSONArray");
    private static final List<String> TEXTS = List.of("java.lang.String", "byte[]", "char[]");

    @Override
    public String id() {
        return "untyped-json";
    }

    @Override
    public String title() {
        return "JSON read into maps";
    }

    @Override
    public String caveat() {
        return "Texts stay, and a record is made instead; where the shape is not known beforehand a tree has its place.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> tree = scene.where(UntypedJson::isTree);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        String entry = tree.get(0).entry();
        // What is around the untyped values: the outermost map is made by another deserializer.
        List<Allocation> maps = scene.where(
                each -> each.entersBy(entry) && !isTree(each) && each.passesClass("MapDeserializer.") && !isText(each));
        List<Saving> savings = new ArrayList<>();
        tree.forEach(each -> savings.add(new Saving(each, isText(each) ? 0 : 0.9)));
        savings.addAll(Saving.of(maps, 0.9));
        return Optional.of(new Hint(
                this,
                savings,
                "Each object becomes a map with an entry for each field, each number a box.",
                "Read into a record, by an ObjectReader that is kept; JsonNode or a raw value only for what is really dynamic.",
                List.of(),
                Confidence.MEDIUM));
    }

    private static boolean isTree(Allocation allocation) {
        return UNTYPED.stream().anyMatch(allocation::passesClass);
    }

    private static boolean isText(Allocation allocation) {
        return TEXTS.contains(allocation.className());
    }
}
