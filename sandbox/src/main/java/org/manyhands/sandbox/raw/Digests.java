package org.manyhands.sandbox.raw;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.files.OutputNode;

/** SHA-256 of files. */
final class Digests {
    private Digests() {}

    /** Of a file of the virtual file system, as 64 lower-case hexadecimal digits. */
    static String of(OutputNode file) throws IOException {
        MessageDigest digest = OutcomeDigest.sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            file.copyTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
