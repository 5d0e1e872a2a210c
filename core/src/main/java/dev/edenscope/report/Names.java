package dev.edenscope.report;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** File names, by their text alone: slashes are what profiles of every platform have. */
final class Names {
    private Names() {}

    /** The last element of a path. */
    static String base(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        int slash = path.lastIndexOf('/', end - 1);
        return path.isEmpty() || path.equals("/") ? path : path.substring(slash + 1, end);
    }

    /** The shortest path that means the same: without {@code .}, {@code ..} and empty elements. */
    static String clean(String path) {
        if (isClean(path)) {
            return path;
        }
        boolean absolute = path.startsWith("/");
        List<String> elements = new ArrayList<>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String element = path.substring(start, end);
            start = end + 1;
            int last = elements.size() - 1;
            if (element.equals("..") && last >= 0 && !elements.get(last).equals("..")) {
                elements.remove(last);
            } else if (!element.isEmpty() && !element.equals(".") && !(element.equals("..") && absolute)) {
                elements.add(element);
            }
        }
        String cleaned = String.join("/", elements);
        if (absolute) {
            return "/" + cleaned;
        }
        return cleaned.isEmpty() ? "." : cleaned;
    }

    /** Whether no element is empty or begins with a dot: most paths are so, and need no second look. */
    private static boolean isClean(String path) {
        return !path.isEmpty()
                && path.charAt(0) != '.'
                && !path.contains("/.")
                && !path.contains("//")
                && !path.endsWith("/");
    }

    /**
     * A path without the prefixes that do not belong to it: the ones given, or without any, all up to a directory that
     * is called as one of the directories searched.
     */
    static String trimmed(String path, String trimPath, String searchPath) {
        if (trimPath.isEmpty()) {
            for (String directory : list(searchPath)) {
                String want = "/" + base(directory) + "/";
                int found = path.indexOf(want);
                if (found >= 0) {
                    return path.substring(found + want.length());
                }
            }
        }
        List<String> prefixes = new ArrayList<>(list(trimPath));
        prefixes.add("/proc/self/cwd/./");
        prefixes.add("/proc/self/cwd/");
        for (String given : prefixes) {
            String prefix = given.endsWith("/") ? given : given + "/";
            if (path.startsWith(prefix)) {
                return path.substring(prefix.length());
            }
        }
        return path;
    }

    /** The elements of a path list, as a class path has them. */
    static List<String> list(String paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> elements = new ArrayList<>();
        int start = 0;
        while (start <= paths.length()) {
            int separator = paths.indexOf(File.pathSeparatorChar, start);
            int end = separator < 0 ? paths.length() : separator;
            elements.add(paths.substring(start, end));
            start = end + 1;
        }
        return elements;
    }
}
