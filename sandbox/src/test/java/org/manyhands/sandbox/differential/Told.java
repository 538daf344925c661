package org.manyhands.sandbox.differential;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import run.endive.wasm.types.ValType;

/** Sums up what a module told its host during a call: how many numbers, and a hash (FNV-1a over words) of them. */
final class Told {
    private static final int START = 0x811c9dc5;
    private static final int PRIME = 16_777_619;

    private int count;
    private int hash = START;

    void tell(ValType type, long bits) {
        count++;
        String words = Value.words(type, bits);
        for (int i = 0; i < words.length(); i++) {
            hash = (hash ^ words.charAt(i)) * PRIME;
        }
    }

    /** The sum since the last time it was asked for. */
    String take() {
        String words = count == 0 ? "" : " told " + count + " " + Integer.toHexString(hash);
        count = 0;
        hash = START;
        return words;
    }

    /** A hash over memory, a word of 32 bits at a time. */
    static String memory(byte[] bytes) {
        int hash = START;
        IntBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        while (words.hasRemaining()) {
            hash = (hash ^ words.get()) * PRIME;
        }
        return Integer.toHexString(hash);
    }
}
