package org.manyhands.sandbox.engine;

import java.io.ByteArrayOutputStream;

/** Takes the start section out of a module: a run that goes on from a saved state has begun before. */
final class StartSection {
    private static final int START = 8;
    private static final int HEADER_BYTES = 8;

    private StartSection() {}

    /** The module without its start section, which is the same array when there is none. */
    static byte[] removed(byte[] module) {
        int position = HEADER_BYTES;
        while (position < module.length) {
            int begin = position;
            int length = 0;
            int shift = 0;
            byte part;
            do {
                part = module[++position];
                length |= (part & 0x7f) << shift;
                shift += 7;
            } while (part < 0);
            position += 1 + length;
            if (module[begin] == START) {
                ByteArrayOutputStream without = new ByteArrayOutputStream(module.length);
                without.write(module, 0, begin);
                without.write(module, position, module.length - position);
                return without.toByteArray();
            }
        }
        return module;
    }
}
