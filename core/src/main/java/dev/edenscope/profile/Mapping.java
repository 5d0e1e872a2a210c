package dev.edenscope.profile;

import java.util.Objects;

/**
 * A binary that was mapped into the profiled process. Profiles of a JVM have none; those of native runtimes do.
 *
 * @param start first address of the mapping, unsigned
 * @param limit address after the last one, unsigned
 * @param offset offset of {@code start} in the file
 * @param filename the binary's path, or empty
 * @param buildId what identifies the binary's build, or empty
 * @param hasFunctions whether locations in it carry function names
 * @param hasFilenames whether they carry file names
 * @param hasLineNumbers whether they carry line numbers
 * @param hasInlineFrames whether inlined calls are spelled out
 */
public record Mapping(
        long start,
        long limit,
        long offset,
        String filename,
        String buildId,
        boolean hasFunctions,
        boolean hasFilenames,
        boolean hasLineNumbers,
        boolean hasInlineFrames) {
    public Mapping {
        Objects.requireNonNull(filename, "filename");
        Objects.requireNonNull(buildId, "buildId");
    }

    // Written out, as a Function's.

    @Override
    public boolean equals(Object other) {
        return other instanceof Mapping that
                && start == that.start
                && limit == that.limit
                && offset == that.offset
                && filename.equals(that.filename)
                && buildId.equals(that.buildId)
                && hasFunctions == that.hasFunctions
                && hasFilenames == that.hasFilenames
                && hasLineNumbers == that.hasLineNumbers
                && hasInlineFrames == that.hasInlineFrames;
    }

    @Override
    public int hashCode() {
        return ((Long.hashCode(start) * 31 + Long.hashCode(limit)) * 31 + filename.hashCode()) * 31
                + buildId.hashCode();
    }
}
