package org.manyhands.sandbox;

import java.util.List;

/**
 * What a module holds, as far as it could be read, and what the checker says of it.
 *
 * @param report the checker's report
 * @param entry how it is run: {@code command}, {@code steps}, {@code reactor}, {@code none}, or {@code unreadable} for
 *     a file that does not even begin as a module
 * @param rewriteVersion version of the rewrite that made it, 0 for a source module
 * @param weightsVersion version of the weights that its meter counts by, 0 for a source module
 * @param imports what it imports, with kind or type
 * @param exports what it exports, with kind or type
 * @param features what it uses beyond WebAssembly 1.0
 * @param sizes numbers by name, in the order in which they are shown
 */
public record ModuleDescription(
        ModuleReport report,
        String entry,
        int rewriteVersion,
        int weightsVersion,
        List<String> imports,
        List<String> exports,
        List<Use> features,
        List<Size> sizes) {
    public ModuleDescription {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        features = List.copyOf(features);
        sizes = List.copyOf(sizes);
    }

    /**
     * A feature that is used.
     *
     * @param feature its usual name, as in the flags of compilers
     * @param place where it was met first
     * @param functions how many functions use it, 0 when it is not a matter of functions
     */
    public record Use(String feature, String place, int functions) {}

    /**
     * A number.
     *
     * @param name what is counted, in one word, with the unit
     * @param where what it is the size of, or empty
     */
    public record Size(String name, long value, String where) {}
}
