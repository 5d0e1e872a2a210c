package com.acme.advice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What all work is about: things that are there from the start. */
final class Stock {
    /** How rare work is that is not worth a word: about a thousandth of what is allocated. */
    static final double RARELY = 0.005;

    static final List<Item> ITEMS = new ArrayList<>();
    static final String[] WORDS = new String[64];
    static final String TEXT;
    static final byte[] BODY;

    private static final Object[] LAST = new Object[256];
    private static final List<Object> ALL = new ArrayList<>();

    record Item(int id, String name, int cents, List<String> tags) {}

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = "word" + (char) ('a' + i % 26) + i;
        }
        for (int i = 0; i < 200; i++) {
            List<String> tags = new ArrayList<>(List.of(WORDS).subList(i % 40, i % 40 + 12));
            ITEMS.add(new Item(1000 + i, "item-" + i, 500 + i * 7, tags));
        }
        TEXT = String.join(", ", List.of(WORDS));
        BODY = TEXT.getBytes(StandardCharsets.UTF_8);
    }

    private Stock() {}

    static Item item(int i) {
        return ITEMS.get(Math.floorMod(i, ITEMS.size()));
    }

    static String word(int i) {
        return WORDS[i & 63];
    }

    /** Hands a thing over to what works with it for a while. */
    static int handOver(int i, Object thing) {
        LAST[i & 255] = thing;
        return i;
    }

    /** Keeps a thing until {@link #clear}. */
    static int keep(Object thing) {
        ALL.add(thing);
        return ALL.size();
    }

    static void clear() {
        ALL.clear();
    }
}
