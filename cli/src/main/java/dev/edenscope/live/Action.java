package dev.edenscope.live;

import java.util.List;

/** What a key does. */
public enum Action {
    UP("up", "move", "\u001b[A", "\u001bOA", "k"),
    DOWN("down", "move", "\u001b[B", "\u001bOB", "j"),
    PAGE_UP("PgUp", "move by ten", "\u001b[5~"),
    PAGE_DOWN("PgDn", "move by ten", "\u001b[6~"),
    FIRST("Home", "to the first", "\u001b[H", "\u001bOH", "\u001b[1~", "g"),
    LAST("End", "to the last", "\u001b[F", "\u001bOF", "\u001b[4~", "G"),
    OPEN("Enter", "who calls this line; again: who calls that", "\r", "\n", "\u001b[C", "\u001bOC", "l"),
    BACK("Esc", "back", "\u001b", "\u007f", "\b", "\u001b[D", "\u001bOD"),
    CALLERS("c", "callers", "c"),
    SOURCE("s", "its source", "s"),
    OBJECTS("o", "rank by objects", "o"),
    BYTES("b", "rank by bytes", "b"),
    ALLOC("a", "what was allocated", "a"),
    INUSE("i", "what is in use, of what was born since sampling began", "i"),
    SPAN("w", "over how many looks: 5, 30, the last", "w"),
    PAUSE("p", "hold still; the JVM is watched on", "p", " "),
    HELP("?", "this help", "?", "h"),
    QUIT("q", "end", "q", "\u0003", "\u0004");

    private final String key;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // it is
    private final List<String> codes;

    Action(String key, String meaning, String... codes) {
        this.key = key;
        this.meaning = meaning;
        this.codes = List.of(codes);
    }

    /** The action of what a terminal sends for a key; null for one that does nothing. */
    public static Action of(String code) {
        for (Action action : values()) {
            if (action.codes.contains(code)) {
                return action;
            }
        }
        return null;
    }

    /** The key as people call it. */
    String key() {
        return key;
    }

    /** What it does, in a few words. */
    String meaning() {
        return meaning;
    }
}
