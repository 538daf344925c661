package org.manyhands.sandbox.rewrite;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The custom section by which a product is known: which rewrite made it, which weights it counts by, and from what.
 *
 * @param rewriteVersion version of the rewrite
 * @param weightsVersion version of the weight table
 * @param source SHA-256 of the source module, 64 lower-case hexadecimal digits
 */
record MeterMark(int rewriteVersion, int weightsVersion, String source) {
    static final String SECTION = "manyhands.meter";

    private static final int DIGEST_BYTES = 32;

    /** Reads the mark; null when the module has none, and is a source module. */
    static @Nullable MeterMark read(ModuleLayout layout) {
        ModuleLayout.Section section = layout.custom(SECTION);
        if (section == null) {
            return null;
        }
        BinaryReader in = layout.reader(section);
        int rewrite = in.u32("version of the rewrite");
        int weights = in.u32("version of the weights");
        int digest = in.position();
        in.skip(DIGEST_BYTES, "digest of the source");
        if (!in.atEnd()) {
            throw new MalformedModuleException(in.position(), "section " + SECTION + " is longer than what it holds");
        }
        return new MeterMark(rewrite, weights, HexFormat.of().formatHex(layout.bytes, digest, digest + DIGEST_BYTES));
    }

    BinaryWriter write() {
        return new BinaryWriter()
                .name(SECTION)
                .u32(rewriteVersion)
                .u32(weightsVersion)
                .raw(HexFormat.of().parseHex(source));
    }
}
