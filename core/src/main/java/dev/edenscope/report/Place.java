package dev.edenscope.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in the program, as finely as the report asks; what it does not ask for is empty or 0.
 *
 * @param binary path of the binary; only of a place without a name, or where the report keeps binaries apart
 */
record Place(long address, String name, String file, long startLine, long line, long column, String binary) {
    // Written out: a record's own are linked when first called, which a short run would wait for.

    @Override
    public boolean equals(Object other) {
        return other instanceof Place that
                && address == that.address
                && startLine == that.startLine
                && line == that.line
                && column == that.column
                && name.equals(that.name)
                && file.equals(that.file)
                && binary.equals(that.binary);
    }

    @Override
    public int hashCode() {
        int hash = name.hashCode();
        hash = hash * 31 + file.hashCode();
        hash = hash * 31 + binary.hashCode();
        hash = hash * 31 + Long.hashCode(address);
        hash = hash * 31 + Long.hashCode(startLine);
        hash = hash * 31 + Long.hashCode(line);
        return hash * 31 + Long.hashCode(column);
    }

    /** What a report calls the place. */
    String printableName() {
        return String.join(" ", nameElements());
    }

    /** What a report calls the place: its address, function, file and line, as far as there are any. */
    List<String> nameElements() {
        List<String> elements = new ArrayList<>();
        if (address != 0) {
            String hex = Long.toHexString(address);
            elements.add("0".repeat(16 - hex.length()) + hex);
        }
        if (!name.isEmpty()) {
            elements.add(name);
        }
        if (line != 0) {
            elements.add(file + ":" + line + (column == 0 ? "" : ":" + column));
        } else if (!file.isEmpty()) {
            elements.add(file);
        } else if (name.isEmpty()) {
            elements.add(binary.isEmpty() ? "<unknown>" : "[" + Names.base(binary) + "]");
        }
        return elements;
    }

    /** The function that the place is in. */
    Place whole() {
        return new Place(0, name, file, startLine, 0, 0, binary);
    }

    Place withNames(String otherName, String otherFile) {
        return new Place(address, otherName, otherFile, startLine, line, column, binary);
    }

    /** Orders places that are printed alike. */
    String allFields() {
        return "{" + name + "  " + Long.toUnsignedString(address) + " " + file + " " + startLine + " " + line + " "
                + column + " " + binary + "}";
    }
}
