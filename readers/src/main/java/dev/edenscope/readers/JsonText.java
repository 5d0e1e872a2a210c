package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON document: objects are maps in the order of the text, arrays lists, numbers {@code Double}, the others what they are.
 * What is missing is null.
 */
final class JsonText {
    private static final int DEEPEST = 32;

    private final String name;
    private final String text;
    private int at;

    private JsonText(String text, String name) {
        this.text = text;
        this.name = name;
    }

    /**
     * The value that a text is.
     *
     * @param name what messages call it
     */
    static Object parse(String text, String name) throws DataException {
        JsonText json = new JsonText(text, name);
        Object value = json.value(0);
        if (json.next() != 0) {
            throw json.expected("the end");
        }
        return value;
    }

    private Object value(int depth) throws DataException {
        char c = next();
        if (depth > DEEPEST) {
            throw expected("less deep nesting");
        }
        switch (c) {
            case '{' -> {
                return object(depth);
            }
            case '[' -> {
                return array(depth);
            }
            case '"' -> {
                return string();
            }
            case 't' -> {
                return word("true", true);
            }
            case 'f' -> {
                return word("false", false);
            }
            case 'n' -> {
                return word("null", null);
            }
            default -> {
                return number();
            }
        }
    }

    private Map<String, Object> object(int depth) throws DataException {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            require('"');
            String key = string();
            require(':');
            at++;
            object.put(key, value(depth + 1));
            if (next() != '}') {
                require(',');
                at++;
                require('"');
            }
        }
        at++;
        return object;
    }

    private List<Object> array(int depth) throws DataException {
        List<Object> array = new ArrayList<>();
        at++;
        while (next() != ']') {
            array.add(value(depth + 1));
            if (next() != ']') {
                require(',');
                at++;
            }
        }
        at++;
        return array;
    }

    private String string() throws DataException {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        if (at == text.length()) {
            throw expected("the end of a text");
        }
        at++;
        return string.toString();
    }

    private char escaped() throws DataException {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw expected("an escape");
        };
    }

    private char unit() throws DataException {
        int unit = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = at < text.length() ? Lines.digit(text.charAt(at)) : 16;
            if (digit == 16) {
                throw expected("four hexadecimal digits");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private Double number() throws DataException {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(from, at));
        } catch (NumberFormatException e) {
            at = from;
            throw expected("a value");
        }
    }

    private Object word(String word, Object meaning) throws DataException {
        if (!text.startsWith(word, at)) {
            throw expected(word);
        }
        at += word.length();
        return meaning;
    }

    /** The next character that is no space; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void require(char c) throws DataException {
        if (next() != c) {
            throw expected("'" + c + "'");
        }
    }

    private DataException expected(String what) {
        return new DataException(name + ": at offset " + at + ": expected " + what + ", found " + found()
                + "; the file is damaged, fetch or record it again");
    }

    private String found() {
        if (at >= text.length()) {
            return "the end";
        }
        char c = text.charAt(at);
        return c < ' ' ? "the character " + (int) c : "'" + c + "'"; // a message is one line
    }
}
