package dev.edenscope.examples.playbook;

import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** A cache that is mostly hit. */
public class EscapeAware extends Example {
    private final Map<String, String> pages = new HashMap<>();
    private final String[] names = {"home", "news", "about", "search", "login", "help", "terms", "press"};
    private String tenant = "acme";

    private String load(String name) {
        return tenant + "/" + name;
    }

    private static String load(String name, String tenant) {
        return tenant + "/" + name;
    }

    /** The lambda holds the tenant, so that there is one for each lookup, hit or not. */
    @Benchmark
    public int before() {
        int length = 0;
        String now = tenant;
        for (String name : names) {
            length += pages.computeIfAbsent(name, each -> load(each, now)).length();
        }
        return length;
    }

    @Benchmark
    public int after() {
        int length = 0;
        for (String name : names) {
            String page = pages.get(name);
            if (page == null) {
                page = load(name);
                pages.put(name, page);
            }
            length += page.length();
        }
        return length;
    }
}
