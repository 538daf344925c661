package org.manyhands.assimilator.build;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads words separated by white space, with the lines they stand on, in constant memory. */
final class Words {
    private final InputStream in;
    private final int longest;
    private long line = 1;

    /** @param longest words are cut after so many bytes */
    Words(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /** The next word; the empty string at the end. */
    String next() throws IOException {
        int c = in.read();
        while (isSpace(c)) {
            line += c == '\n' ? 1 : 0;
            c = in.read();
        }
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        while (c >= 0 && !isSpace(c) && word.size() < longest) {
            word.write(c);
            in.mark(1);
            c = in.read();
        }
        if (isSpace(c)) {
            in.reset();
        }
        return word.toString(StandardCharsets.UTF_8);
    }

    /** The line of the last word, from 1. */
    long line() {
        return line;
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }
}
