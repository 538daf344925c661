package org.manyhands.assimilator.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops reading in the middle of a row that is so long that it was never meant as one: a quote that nobody closes. */
final class LongRowGuard extends FilterReader {
    static final int MOST_CHARACTERS = 1 << 20;

    private long given;
    private long rowStart;

    LongRowGuard(Reader in) {
        super(in);
    }

    /** A row is complete; counts from here, give or take what is read ahead. */
    void rowEnded() {
        rowStart = given;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    private void count(int more) throws IOException {
        given += more;
        if (given - rowStart > MOST_CHARACTERS) {
            throw new RowTooLongException();
        }
    }

    /** A row is too long. */
    static final class RowTooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        RowTooLongException() {
            super("a row of more than " + MOST_CHARACTERS + " characters; is there a quote without its end?");
        }
    }
}
