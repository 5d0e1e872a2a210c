package dev.edenscope.examples.orders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The products that can be ordered: 40,000, always the same ones, about 25 MB for the life of the process. Immutable,
 * hence safe for all threads.
 */
public final class Catalogue {
    /** The number of products; their numbers are 0 to this, exclusive. */
    public static final int PRODUCTS = 40_000;

    /** The number of categories; they are 0 to this, exclusive. */
    public static final int CATEGORIES = 24;

    private static final String[] COLOURS = {
        "amber", "black", "blue", "bronze", "copper", "coral", "cream", "crimson", "green", "grey", "indigo", "ivory",
        "lilac", "lime", "navy", "ochre", "olive", "orange", "pink", "plum", "red", "rose", "ruby", "rust",
        "sand", "silver", "teal", "umber", "violet", "white"
    };
    private static final String[] MATERIALS = {
        "ash", "bamboo", "beech", "birch", "brass", "canvas", "cedar", "chrome", "clay", "cork", "cotton", "denim",
        "felt", "glass", "hemp", "iron", "jute", "leather", "linen", "maple", "marble", "oak", "paper", "pine",
        "quartz", "rattan", "satin", "silk", "slate", "steel", "stone", "suede", "tin", "tweed", "velvet", "walnut",
        "wax", "wicker", "wood", "wool"
    };
    private static final String[] THINGS = {
        "apron",
        "armchair",
        "basket",
        "bench",
        "blanket",
        "board",
        "bookend",
        "bottle",
        "bowl",
        "box",
        "broom",
        "bucket",
        "cabinet",
        "candle",
        "carpet",
        "chair",
        "chest",
        "clock",
        "coaster",
        "crate",
        "curtain",
        "cushion",
        "desk",
        "drawer",
        "easel",
        "frame",
        "hammock",
        "handle",
        "hanger",
        "hook",
        "jar",
        "jug",
        "kettle",
        "ladder",
        "lamp",
        "lantern",
        "mat",
        "mirror",
        "mug",
        "napkin",
        "pan",
        "pillow",
        "pitcher",
        "plate",
        "platter",
        "pot",
        "quilt",
        "rack",
        "rug",
        "screen",
        "shelf",
        "sofa",
        "spoon",
        "stool",
        "table",
        "tray",
        "trunk",
        "tub",
        "vase",
        "wardrobe"
    };
    private static final String ABOUT = " Made to be used every day and to be mended when it breaks; ships from the"
            + " central warehouse in two working days, lot ";

    private static final int[] NONE = {};

    private final List<Product> products;
    private final Map<String, Product> bySku;
    private final Map<String, int[]> numbersByWord;

    /** Makes the catalogue; takes a few hundred milliseconds. */
    public Catalogue() {
        Random random = new Random(20_250_911);
        Product[] made = new Product[PRODUCTS];
        bySku = new HashMap<>(PRODUCTS * 4 / 3 + 1);
        Map<String, List<Integer>> byWord = new HashMap<>();
        for (int number = 0; number < PRODUCTS; number++) {
            String colour = COLOURS[random.nextInt(COLOURS.length)];
            String material = MATERIALS[random.nextInt(MATERIALS.length)];
            String thing = THINGS[random.nextInt(THINGS.length)];
            String name = colour + " " + material + " " + thing;
            String description = "A " + thing + " of " + material + ", in " + colour + "." + ABOUT + random.nextInt();
            Product product = new Product(
                    number,
                    sku(number),
                    name,
                    description,
                    random.nextInt(CATEGORIES),
                    99 + random.nextInt(50_000),
                    random.nextInt(1_000_000));
            made[number] = product;
            bySku.put(product.sku(), product);
            for (String word : List.of(colour, material, thing)) {
                byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(number);
            }
        }
        products = List.of(made);
        numbersByWord = new HashMap<>(byWord.size() * 4 / 3 + 1);
        byWord.forEach((word, numbers) -> numbersByWord.put(
                word, numbers.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** The sku of a product number: three letters, a dash, five digits, such as {@code HYR-00042}. */
    public static String sku(int number) {
        char[] sku = new char[9];
        sku[0] = (char) ('A' + number * 7 % 26);
        sku[1] = (char) ('A' + number * 11 % 26);
        sku[2] = (char) ('A' + number * 17 % 26);
        sku[3] = '-';
        int rest = number;
        for (int at = 8; at > 3; at--) {
            sku[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(sku);
    }

    /** All products, by number. */
    public List<Product> products() {
        return products;
    }

    /** The product of a number. */
    public Product product(int number) {
        return products.get(number);
    }

    /** The product of a sku, or null. */
    public Product product(String sku) {
        return bySku.get(sku);
    }

    /**
     * The numbers of the products whose names hold the word, ascending; empty when none does. It is the catalogue's
     * own array: read only.
     */
    public int[] numbers(String word) {
        return numbersByWord.getOrDefault(word, NONE);
    }

    /** The words that names are made of. */
    static List<String> words() {
        List<String> words = new ArrayList<>(COLOURS.length + MATERIALS.length + THINGS.length);
        words.addAll(Arrays.asList(COLOURS));
        words.addAll(Arrays.asList(MATERIALS));
        words.addAll(Arrays.asList(THINGS));
        return words;
    }

    /**
     * A thing that can be ordered.
     *
     * @param cents the list price
     * @param popularity higher is listed first
     */
    public record Product(
            int number, String sku, String name, String description, int category, long cents, int popularity) {}
}
