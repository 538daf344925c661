package org.manyhands.sandbox.hostile;

import java.io.ByteArrayOutputStream;

/**
 * The strings of {@code (module binary "\00asm" ...)}, as bytes. An assembler would read the module that they hold, and
 * refuse those that are meant to be wrong.
 */
final class BinaryText {
    private BinaryText() {}

    /** The bytes of all strings, one after the other; a line comment ends with its line. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (inside && c == '\\') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else if (inside) {
                bytes.write(c);
            } else if (text.startsWith(";;", i)) {
                i = text.indexOf('\n', i);
            }
        }
        return bytes.toByteArray();
    }
}
